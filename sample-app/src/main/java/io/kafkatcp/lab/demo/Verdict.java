package io.kafkatcp.lab.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the agent's record of the incident says that it proves, read from the file that the option events.file names.
 */
final class Verdict {
    private static final Pattern RECORD =
            Pattern.compile("\"event\":\"(?:stall_judged|post_idle_stalled|connect_failed)\".*\"verdict\":\"(\\w+)\"");

    private Verdict() {}

    /** The first; nothing where there was no incident, or no agent. */
    static Optional<String> in(Path events) {
        if (!Files.exists(events)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(events)) {
            return lines.map(RECORD::matcher)
                    .filter(Matcher::find)
                    .map(record -> record.group(1))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
