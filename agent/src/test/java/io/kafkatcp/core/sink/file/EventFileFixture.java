package io.kafkatcp.core.sink.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kafkatcp.core.runtime.FakeClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** One file of events in a folder of its own, on a clock that a test moves. */
abstract class EventFileFixture {

    @TempDir
    Path directory;

    final FakeClock clock = new FakeClock();

    static void append(EventFile file, String line) throws IOException {
        file.append((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static ProcessBuilder java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    void pipe() throws Exception {
        assumeTrue(new ProcessBuilder("mkfifo", path().toString()).start().waitFor() == 0);
    }

    EventFile file(long maxBytes) {
        return new EventFile(path().toString(), maxBytes, clock);
    }

    Path path() {
        return directory.resolve("events.jsonl");
    }

    Path numbered(int number) {
        return directory.resolve("events.jsonl." + number);
    }

    List<Path> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
