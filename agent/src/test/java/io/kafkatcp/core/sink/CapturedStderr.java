package io.kafkatcp.core.sink;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Standard error that a test can read, without the agent's thread. */
final class CapturedStderr {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final Stderr stderr = new Stderr(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
