package io.kafkatcp.entry;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A jar inside the agent's jar, not compressed and held in memory whole. Read by hand, because to have java.util.zip
 * look for each class, in code that is not compiled yet, took longer than to define it. Lives on the system loader.
 */
final class InnerJar {

    /** Of a file's local header, by the zip specification (APPNOTE 4.3.7). All numbers are little-endian. */
    private static final int SIGNATURE = 0x04034b50;

    private static final int SIZE = 18;
    private static final int NAME_LENGTH = 26;
    private static final int EXTRA_LENGTH = 28;
    private static final int HEADER = 30;

    private final byte[] jar;
    /** Where each file's header lies. */
    private final Map<String, Integer> headers = new HashMap<>(512);

    InnerJar(ZipFile agentJar, String name) throws IOException {
        ZipEntry entry = agentJar.getEntry(name);
        if (entry == null) {
            throw new IOException(
                    agentJar.getName() + " has lost its " + name + "; use the unchanged kafka-tcp-agent.jar");
        }
        jar = new byte[(int) entry.getSize()];
        try (DataInputStream in = new DataInputStream(agentJar.getInputStream(entry))) {
            in.readFully(jar);
        }
        for (int at = 0; at + HEADER <= jar.length && number(at) == SIGNATURE; at = begin(at) + number(at + SIZE)) {
            headers.put(ascii(at + HEADER, half(at + NAME_LENGTH)), at);
        }
    }

    /** @param name with slashes; @return its bytes where they lie in the jar, or null where there is no such file */
    ByteBuffer file(String name) {
        Integer at = headers.get(name);
        return at == null ? null : ByteBuffer.wrap(jar, begin(at), number(at + SIZE));
    }

    /** @param name with slashes; @return null where there is no such file */
    InputStream open(String name) {
        ByteBuffer file = file(name);
        return file == null ? null : new ByteArrayInputStream(jar, file.position(), file.remaining());
    }

    /** @param className with dots */
    static String fileOf(String className) {
        return className.replace('.', '/') + ".class";
    }

    /** Without a charset, of which each brings the others in. */
    @SuppressWarnings("deprecation")
    private String ascii(int from, int length) {
        return new String(jar, 0, from, length);
    }

    private int begin(int at) {
        return at + HEADER + half(at + NAME_LENGTH) + half(at + EXTRA_LENGTH);
    }

    private int half(int at) {
        return jar[at] & 0xff | (jar[at + 1] & 0xff) << 8;
    }

    /** In one step: called thousands of times, what it calls would be compiled before {@code main}. */
    private int number(int at) {
        return jar[at] & 0xff | (jar[at + 1] & 0xff) << 8 | (jar[at + 2] & 0xff) << 16 | jar[at + 3] << 24;
    }
}
