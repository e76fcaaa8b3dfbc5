package io.kafkatcp.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.start.Stderr;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Notices whose standard error a test can read. */
public final class CapturedAgentLog {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AgentLog agentLog = new AgentLog(new Stderr(new PrintStream(bytes, true, StandardCharsets.UTF_8)));

    public AgentLog agentLog() {
        return agentLog;
    }

    public List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    public void awaitLine(String regex) throws InterruptedException {
        Pattern pattern = Pattern.compile("kafka-tcp-agent.*" + regex);
        for (int i = 0;
                i < 1_000
                        && lines().stream()
                                .noneMatch(line -> pattern.matcher(line).matches());
                i++) {
            Thread.sleep(10);
        }
        assertThat(lines()).anyMatch(line -> pattern.matcher(line).matches());
    }

    /** Sends a mark of its own through the queue, and finds it alone. */
    public void assertSilent() throws InterruptedException {
        agentLog.info("mark");
        awaitLine("mark");
        assertThat(lines()).containsExactly("kafka-tcp-agent: mark");
    }
}
