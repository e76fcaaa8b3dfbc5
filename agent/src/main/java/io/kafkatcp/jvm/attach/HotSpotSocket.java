package io.kafkatcp.jvm.attach;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/**
 * HotSpot's attach protocol: a UNIX domain socket per command; a version, the command and three arguments, each ended
 * by a zero byte; back come a line with a number, and a text until the end (attachListener_posix.cpp). By reflection
 * where it is younger than Java 8: the JDK speaks to such sockets from 16 on.
 */
public final class HotSpotSocket {

    private static final String VERSION = "1";
    private static final int ARGUMENTS = 3;
    /** Of one argument, in bytes, by HotSpot's own AttachOperation::arg_length_max. */
    public static final int LONGEST_ARGUMENT = 1_024;
    /** The status of some thousand connections is a few of these. */
    private static final int LONGEST_ANSWER = 256 << 20;

    private HotSpotSocket() {}

    static boolean isSupported() {
        try {
            return Class.forName("java.net.UnixDomainSocketAddress") != null;
        } catch (ClassNotFoundException before16) {
            return false;
        }
    }

    /**
     * @param uid whose socket it must be; to another's nothing is said
     * @return the number's line and the text
     * @throws java.net.SocketTimeoutException where the JVM does not answer in time
     */
    static String ask(Path socket, int uid, int seconds, String command, String... arguments) throws IOException {
        long deadlineNs = System.nanoTime() + seconds * 1_000_000_000L;
        try (SocketChannel channel = connect(socket);
                Selector selector = Selector.open()) {
            checkPeer(channel, uid);
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer out = ByteBuffer.wrap(request(command, arguments));
            while (out.hasRemaining()) {
                await(selector, deadlineNs);
                channel.write(out);
            }
            key.interestOps(SelectionKey.OP_READ);
            return read(channel, selector, deadlineNs);
        }
    }

    private static byte[] request(String command, String... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] words = new String[2 + ARGUMENTS];
        words[0] = VERSION;
        words[1] = command;
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        for (String word : words) {
            out.write((word == null ? "" : word).getBytes(StandardCharsets.UTF_8));
            out.write(0);
        }
        return out.toByteArray();
    }

    private static String read(SocketChannel channel, Selector selector, long deadlineNs) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer part = ByteBuffer.allocate(64 * 1024);
        while (true) {
            await(selector, deadlineNs);
            int count = channel.read(part);
            if (count < 0 && all.size() == 0) {
                throw new EOFException("it closed the connection without an answer, as a JVM does that is ending");
            }
            if (count < 0) {
                return new String(all.toByteArray(), StandardCharsets.UTF_8);
            }
            all.write(part.array(), 0, part.position());
            part.clear();
            if (all.size() > LONGEST_ANSWER) {
                throw new IOException("its answer has no end");
            }
        }
    }

    private static void await(Selector selector, long deadlineNs) throws IOException {
        long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0 || selector.select(leftMs) == 0) {
            throw new java.net.SocketTimeoutException("no answer");
        }
        selector.selectedKeys().clear();
    }

    /** Not blocking: where so many wait already that there is no room, the JVM does not answer anybody. */
    private static SocketChannel connect(Path socket) throws IOException {
        SocketChannel channel = (SocketChannel) call(
                SocketChannel.class,
                "open",
                new Class<?>[] {ProtocolFamily.class},
                Enum.valueOf(StandardProtocolFamily.class, "UNIX"));
        try {
            channel.configureBlocking(false);
            channel.connect((SocketAddress)
                    call(type("java.net.UnixDomainSocketAddress"), "of", new Class<?>[] {Path.class}, socket));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** By the kernel's word for who listens: the name of a socket may lead anywhere. */
    private static void checkPeer(SocketChannel channel, int uid) throws IOException {
        Object credentials;
        try {
            SocketOption<?> peer = (SocketOption<?>) Class.forName("jdk.net.ExtendedSocketOptions")
                    .getField("SO_PEERCRED")
                    .get(null);
            credentials = channel.getOption(peer);
        } catch (ReflectiveOperationException | UnsupportedOperationException withoutJdkNet) {
            return;
        }
        Object user = call(credentials, "user");
        Object expected =
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(Integer.toString(uid));
        if (!user.equals(expected)) {
            throw new IOException("its socket belongs to somebody else, " + user);
        }
    }

    private static Class<?> type(String name) throws IOException {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    private static Object call(Object target, String name) throws IOException {
        try {
            return type("jdk.net.UnixDomainPrincipal").getMethod(name).invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    private static Object call(Class<?> type, String name, Class<?>[] types, Object argument) throws IOException {
        try {
            return type.getMethod(name, types).invoke(null, argument);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof IOException ? (IOException) e.getCause() : new IOException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }
}
