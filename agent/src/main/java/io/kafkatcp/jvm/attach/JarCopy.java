package io.kafkatcp.jvm.attach;

import io.kafkatcp.jvm.process.DirectoryEntry;
import io.kafkatcp.jvm.process.UnlinkedDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A copy of the agent's jar in another place, with its contents in its name: however often it is put there, there is
 * one, and it stays, because a JVM looks at each jar of its class path for as long as it runs. Whoever puts it owns it,
 * and nobody else can change or replace it.
 */
final class JarCopy {

    private final byte[] contents;
    private final String name;

    JarCopy(File jar, String version) throws IOException {
        this.contents = Files.readAllBytes(jar.toPath());
        this.name = "kafka-tcp-agent-" + version + "-" + digest(contents) + ".jar";
    }

    /**
     * @param folder where only its owner may replace what is ours: not writable for others, or sticky like /tmp
     * @return the file's name in there
     */
    String putInto(UnlinkedDirectory folder, int ownUid) throws IOException {
        DirectoryEntry there = folder.entry(name);
        if (isWhole(there, folder, ownUid)) {
            return name;
        }
        OldCopies.removeFrom(folder, ownUid);
        String part = "." + name + "." + Long.toHexString(System.nanoTime());
        folder.create(part, contents);
        try {
            folder.show(part);
            return rename(folder, part);
        } catch (IOException e) {
            folder.delete(part);
            throw e;
        }
    }

    private String rename(UnlinkedDirectory folder, String part) throws IOException {
        try {
            folder.move(part, name);
            return name;
        } catch (IOException somebodysFolderIsThere) {
            String other = name.replace(".jar", "-" + Long.toHexString(System.nanoTime()) + ".jar");
            folder.move(part, other);
            return other;
        }
    }

    private boolean isWhole(DirectoryEntry there, UnlinkedDirectory folder, int ownUid) throws IOException {
        return there != null
                && there.isFile()
                && there.uid() == ownUid
                && !there.othersMayWrite()
                && there.size() == contents.length
                && Arrays.equals(folder.read(name), contents);
    }

    private static String digest(byte[] contents) {
        try {
            StringBuilder hex = new StringBuilder();
            for (byte one : MessageDigest.getInstance("SHA-256").digest(contents)) {
                hex.append(String.format("%02x", one));
            }
            return hex.substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
