package io.kafkatcp.lab.path;

import io.kafkatcp.lab.process.Daemon;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * Passes datagrams between two hosts, each after the same time, and drops some of them at random, always the same ones.
 */
public final class SlowRelay {
    private static final int LARGEST = 65_535;

    private final DelayQueue<Held> held = new DelayQueue<>();
    private final int delayMs;
    private final int lossPercent;

    private SlowRelay(int delayMs, int lossPercent) {
        this.delayMs = delayMs;
        this.lossPercent = lossPercent;
    }

    /** One end's address here and its own, the other end's, the port of all, the delay each way, and the loss. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int port = Integer.parseInt(args[4]);
        SlowRelay relay = new SlowRelay(Integer.parseInt(args[5]), Integer.parseInt(args[6]));
        DatagramSocket near = new DatagramSocket(new InetSocketAddress(args[0], port));
        DatagramSocket far = new DatagramSocket(new InetSocketAddress(args[2], port));
        InetSocketAddress nearEnd = new InetSocketAddress(InetAddress.getByName(args[1]), port);
        InetSocketAddress farEnd = new InetSocketAddress(InetAddress.getByName(args[3]), port);
        Daemon.start("near", () -> relay.receive(near, far, farEnd, new Random(1)));
        Daemon.start("far", () -> relay.receive(far, near, nearEnd, new Random(2)));
        System.out.println("relay");
        relay.send();
    }

    private record Held(long dueNs, DatagramSocket out, byte[] data, InetSocketAddress to) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNs - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(dueNs, ((Held) other).dueNs);
        }
    }

    private void receive(DatagramSocket in, DatagramSocket out, InetSocketAddress to, Random chance) {
        byte[] buffer = new byte[LARGEST];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            while (true) {
                packet.setLength(buffer.length);
                in.receive(packet);
                if (chance.nextInt(100) >= lossPercent) {
                    byte[] data = new byte[packet.getLength()];
                    System.arraycopy(buffer, 0, data, 0, data.length);
                    TcpChecksum.complete(data);
                    held.add(new Held(System.nanoTime() + delayMs * 1_000_000L, out, data, to));
                }
            }
        } catch (IOException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private void send() throws InterruptedException {
        while (true) {
            Held next = held.take();
            try {
                next.out.send(new DatagramPacket(next.data, next.data.length, next.to));
            } catch (IOException e) {
                // that packet is lost, as on any network
                continue;
            }
        }
    }
}
