package io.kafkatcp.it.apps;

import java.io.FileDescriptor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.network.TransportLayer;

/**
 * The options of a producer's sockets, read from the kernel and past the agent. Needs {@code --add-opens
 * java.base/sun.nio.ch=ALL-UNNAMED}.
 */
final class KernelOptions {

    private static final int IPPROTO_TCP = 6;
    private static final int[] NUMBERS = {18, 4, 5, 6};
    private static final String[] NAMES = {"user_timeout_ms", "idle_s", "interval_s", "count"};

    private KernelOptions() {}

    /** One line for each open connection: {@code node=1 port=43210 user_timeout_ms=20000 idle_s=37 ...}. */
    static List<String> of(KafkaProducer<?, ?> producer) throws ReflectiveOperationException {
        Object client = PrivateField.of(PrivateField.of(producer, "sender"), "client");
        Selector selector = (Selector) PrivateField.of(client, "selector");
        while (true) {
            try {
                return read(selector);
            } catch (ConcurrentModificationException e) {
                Thread.onSpinWait(); // its own thread connects just now
            }
        }
    }

    private static List<String> read(Selector selector) throws ReflectiveOperationException {
        List<String> lines = new ArrayList<>();
        for (KafkaChannel channel : selector.channels()) {
            SocketChannel socket = ((TransportLayer) PrivateField.of(channel, "transportLayer")).socketChannel();
            if (socket.isConnected() && socket.isOpen()) {
                lines.add(line(channel.id(), socket));
            }
        }
        return lines;
    }

    private static String line(String node, SocketChannel socket) throws ReflectiveOperationException {
        StringBuilder line = new StringBuilder("node=" + node + " port=" + port(socket));
        for (int i = 0; i < NUMBERS.length; i++) {
            line.append(' ').append(NAMES[i]).append('=').append(get(socket, NUMBERS[i]));
        }
        return line.toString();
    }

    private static int port(SocketChannel socket) {
        try {
            return ((InetSocketAddress) socket.getLocalAddress()).getPort();
        } catch (java.io.IOException closed) {
            return -1;
        }
    }

    private static int get(SocketChannel socket, int number) throws ReflectiveOperationException {
        Field descriptor = Class.forName("sun.nio.ch.SocketChannelImpl").getDeclaredField("fd");
        descriptor.setAccessible(true);
        Method read = Class.forName("sun.nio.ch.Net")
                .getDeclaredMethod("getIntOption0", FileDescriptor.class, boolean.class, int.class, int.class);
        read.setAccessible(true);
        return (Integer) read.invoke(null, descriptor.get(socket), false, IPPROTO_TCP, number);
    }
}
