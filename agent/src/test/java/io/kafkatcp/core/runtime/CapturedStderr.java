package io.kafkatcp.core.runtime;

import io.kafkatcp.core.start.Stderr;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Standard error that a test can read, without the agent's thread. */
public final class CapturedStderr {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    public final Stderr stderr = new Stderr(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    public List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
