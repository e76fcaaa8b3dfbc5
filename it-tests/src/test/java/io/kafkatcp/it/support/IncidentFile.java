package io.kafkatcp.it.support;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Records of an incident of any size, the same for the same seed: forty hosts of which half have the agent's options,
 * behind a middlebox that forgets flows after 350 s; now and then a silent broker, a lost packet, an unanswered
 * connect.
 */
public final class IncidentFile {

    public static final long WALL_MS = 350_000;
    private static final int HOSTS = 40;
    private static final int BROKERS = 6;
    private static final Instant START = Instant.parse("2026-11-22T07:00:00.000Z");
    private static final long SPAN_MS = 2 * 3_600_000;

    private final Random random;
    private final Writer out;
    private long nowMs;

    private IncidentFile(long seed, Writer out) {
        this.random = new Random(seed);
        this.out = out;
    }

    /** Compressed, with so many first sends after idle and what belongs to them. */
    public static void write(Path file, int firstSends, long seed) throws IOException {
        try (Writer out = new BufferedWriter(
                new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(file), 1 << 16), StandardCharsets.UTF_8),
                1 << 16)) {
            new IncidentFile(seed, out).write(firstSends);
        }
    }

    private void write(int firstSends) throws IOException {
        for (int host = 0; host < HOSTS; host++) {
            for (int broker = 0; broker < BROKERS; broker++) {
                line(
                        "connection_opened",
                        host,
                        broker,
                        "\"connect_ms\":2,\"syn_retransmits\":0,\"keepalive_idle_s\":" + (enforced(host) ? 37 : 7_200));
            }
        }
        for (int i = 0; i < firstSends; i++) {
            nowMs = SPAN_MS * i / firstSends;
            firstSend(random.nextInt(HOSTS), random.nextInt(BROKERS), idleMs());
        }
    }

    private void firstSend(int host, int broker, long idleMs) throws IOException {
        String idle = "\"idle_ms\":" + idleMs + ",\"request\":\"PRODUCE\",";
        int chance = random.nextInt(10_000);
        if (!enforced(host) && idleMs >= WALL_MS) {
            String evidence = ",\"retransmits\":6,\"timeline\":[[210,1],[640,2]],\"verdict\":\"flow_blackholed\"";
            line(
                    "post_idle_send",
                    host,
                    broker,
                    idle + "\"outcome\":\"closed\",\"response_ms\":" + (30_000 + random.nextInt(300)) + evidence);
            if (chance < 3_000) {
                line(
                        "batch_expired",
                        host,
                        broker,
                        "\"topic\":\"orders\",\"partition\":3,\"records\":" + (1 + random.nextInt(400))
                                + ",\"age_ms\":120003,\"attempts\":1,\"in_flight\":false,"
                                + "\"verdict\":\"flow_blackholed\",\"evidence\":\"unanswered\"");
            }
        } else if (chance < 5) {
            line(
                    "post_idle_send",
                    host,
                    broker,
                    idle
                            + "\"outcome\":\"answered\",\"response_ms\":4000,\"retransmits\":0,"
                            + "\"verdict\":\"broker_silent\"");
        } else if (chance < 10) {
            line(
                    "post_idle_send",
                    host,
                    broker,
                    idle + "\"outcome\":\"answered\",\"response_ms\":450,\"retransmits\":1,\"timeline\":[[210,1]]");
        } else {
            line(
                    "post_idle_send",
                    host,
                    broker,
                    idle + "\"outcome\":\"answered\",\"response_ms\":" + (1 + (int) Math.exp(2 + random.nextGaussian()))
                            + ",\"retransmits\":0,\"timeline\":[]");
        }
        if (chance > 9_998) {
            line(
                    "connect_failed",
                    host,
                    broker,
                    "\"outcome\":\"timeout\",\"elapsed_ms\":9767,\"syn_retransmits\":6,"
                            + "\"verdict\":\"connect_unanswered\"");
        }
    }

    /** Many short ones and few long ones, as traffic is. */
    private long idleMs() {
        return (long) Math.min(3_000_000, 30_000 / Math.pow(1 - random.nextDouble(), 0.9));
    }

    private void line(String event, int host, int broker, String fields) throws IOException {
        Instant time = START.plusMillis(nowMs).truncatedTo(ChronoUnit.MILLIS);
        out.write("{\"time\":\"" + (time.getNano() == 0 ? time.toString().replace("Z", ".000Z") : time)
                + "\",\"event\":\"" + event
                + "\",\"agent_version\":\"0.1.0\",\"host\":\"orders-" + host
                + "\",\"pid\":7,\"service\":\"orders\",\"arm\":\""
                + (enforced(host) ? "enforced" : "observed")
                + "\",\"client_id\":\"orders\",\"client_type\":\"producer\",\"node_id\":\"" + broker
                + "\",\"peer_ip\":\"10.9.0." + (broker + 1) + "\",\"peer_port\":9092,\"local_ip\":\"10.0.1."
                + (host + 5) + "\",\"local_port\":"
                + (30_000 + random.nextInt(20_000)) + "," + fields + "}\n");
    }

    private static boolean enforced(int host) {
        return host % 2 == 1;
    }
}
