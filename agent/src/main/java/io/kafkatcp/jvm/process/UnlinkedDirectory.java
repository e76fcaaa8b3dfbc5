package io.kafkatcp.jvm.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An open directory of another process' file system. Once open it is that directory, whatever somebody puts in its
 * place, and nothing in it is opened through a link: an absolute one below /proc/PID/root would lead into the files of
 * the host. Names are single ones, without a slash. Linux alone.
 */
public final class UnlinkedDirectory implements AutoCloseable {

    /** A jar of a few MB is read in tens of milliseconds. */
    private static final long LONGEST_READ_MS = 5_000;

    private final SecureDirectoryStream<Path> open;
    /** {@code /proc/self/fd/N}, which leads to the open directory and to no path. */
    private final Path pinned;

    private UnlinkedDirectory(DirectoryStream<Path> stream) throws IOException {
        if (!(stream instanceof SecureDirectoryStream)) {
            throw new IOException("this Java cannot hold a directory open");
        }
        this.open = (SecureDirectoryStream<Path>) stream;
        this.pinned = pinned(open);
    }

    /** @param root {@code /proc/PID/root} or {@code /proc/self/fd/N}, which the kernel resolves without a path */
    public static UnlinkedDirectory open(Path root) throws IOException {
        return new UnlinkedDirectory(Files.newDirectoryStream(root));
    }

    public UnlinkedDirectory child(String name) throws IOException {
        return new UnlinkedDirectory(open.newDirectoryStream(Paths.get(name), LinkOption.NOFOLLOW_LINKS));
    }

    /** @param path absolute, without links in it */
    public static UnlinkedDirectory below(Path root, Path path) throws IOException {
        UnlinkedDirectory at = open(root);
        for (Path name : path) {
            try (UnlinkedDirectory parent = at) {
                at = parent.child(name.toString());
            }
        }
        return at;
    }

    private static Path pinned(SecureDirectoryStream<Path> stream) throws IOException {
        Object key = stream.getFileAttributeView(java.nio.file.attribute.BasicFileAttributeView.class)
                .readAttributes()
                .fileKey();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Paths.get("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                try {
                    if (key.equals(Files.readAttributes(descriptor, BasicFileAttributes.class)
                            .fileKey())) {
                        return descriptor;
                    }
                } catch (IOException closedMeanwhile) {
                    continue;
                }
            }
        }
        throw new IOException("/proc/self/fd does not show it");
    }

    public Path path(String name) {
        return pinned.resolve(name);
    }

    /** Of all that lies in it. */
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(pinned)) {
            for (Path path : paths) {
                names.add(path.getFileName().toString());
            }
        }
        return names;
    }

    /** @return null where there is nothing of that name */
    public DirectoryEntry entry(String name) throws IOException {
        try {
            return new DirectoryEntry(Files.readAttributes(path(name), "unix:*", LinkOption.NOFOLLOW_LINKS));
        } catch (java.nio.file.NoSuchFileException e) {
            return null;
        }
    }

    /** Whether nobody but root can put something else in place of what lies here. */
    public boolean isRootsAlone() throws IOException {
        DirectoryEntry self = new DirectoryEntry(Files.readAttributes(pinned, "unix:*"));
        return self.uid() == 0 && (!self.othersMayWrite() || self.isSticky());
    }

    /** @throws java.nio.file.FileAlreadyExistsException also where a link of that name is there */
    public void create(String name, byte[] contents) throws IOException {
        Set<java.nio.file.OpenOption> options = new HashSet<>();
        options.add(StandardOpenOption.CREATE_NEW);
        options.add(StandardOpenOption.WRITE);
        options.add(LinkOption.NOFOLLOW_LINKS);
        try (SeekableByteChannel out = Files.newByteChannel(path(name), options)) {
            ByteBuffer rest = ByteBuffer.wrap(contents);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
        }
    }

    /** For everybody to read, whatever the umask is. */
    public void show(String name) throws IOException {
        open.getFileAttributeView(
                        Paths.get(name),
                        java.nio.file.attribute.PosixFileAttributeView.class,
                        LinkOption.NOFOLLOW_LINKS)
                .setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** @throws IOException also where it takes seconds, as a pipe does that was swapped in */
    public byte[] read(String name) throws IOException {
        return TimeLimit.call(LONGEST_READ_MS, "reading " + name, () -> readWhole(name));
    }

    private byte[] readWhole(String name) throws IOException {
        Set<java.nio.file.OpenOption> options = new HashSet<>();
        options.add(StandardOpenOption.READ);
        options.add(LinkOption.NOFOLLOW_LINKS);
        try (SeekableByteChannel in = Files.newByteChannel(path(name), options)) {
            ByteBuffer all = ByteBuffer.allocate((int) in.size());
            while (all.hasRemaining() && in.read(all) >= 0) {
                continue;
            }
            return all.array();
        }
    }

    /** What has that name is replaced, a link itself and not where it leads. */
    public void move(String from, String to) throws IOException {
        Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A link itself and not where it leads. */
    public void delete(String name) throws IOException {
        Files.deleteIfExists(path(name));
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
