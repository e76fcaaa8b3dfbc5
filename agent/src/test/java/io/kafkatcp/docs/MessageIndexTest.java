package io.kafkatcp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever searches the page for a line of the agent's, or of its command line, finds it in the index. */
class MessageIndexTest {

    private static final Path SOURCES = Path.of("src/main/java/io/kafkatcp");
    private static final List<Path> INDEX =
            List.of(Path.of("docs/troubleshooting.md"), Path.of("docs/troubleshooting-cli.md"));
    /** Where a line for a person begins; its parts are the literals up to the end of the statement. */
    private static final Pattern SAID = Pattern.compile("(?s)(?:\\.warn|\\.error|warnOnce|warnCounted|refuse"
            + "|System\\.err\\.println|promptly|lineOf|stderr\\.line|new Failure|\\.sentence|"
            + "conflicts\\.add)\\((.*?);\\n");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final int SHORTEST = 9;

    @Test
    void theIndexHasEveryLineOfTheAgent() throws IOException {
        String index = index().replaceAll("\\s+", " ");

        assertThat(messages().filter(said -> said.parts.stream().noneMatch(index::contains)))
                .as("each needs a row in " + INDEX)
                .isEmpty();
    }

    @Test
    void theIndexHasNoLineThatTheAgentNoLongerPrints() throws IOException {
        String sources = allLiterals();

        assertThat(rowsOfOurs()
                        .filter(row -> Stream.of(row.split("\\.\\.\\.|\\b[A-Z_]{1,}\\b|[0-9]+"))
                                .map(String::trim)
                                .filter(part -> part.length() > 6)
                                .noneMatch(sources::contains)))
                .as("no literal of the sources has a part of it")
                .isEmpty();
    }

    private record Said(String file, List<String> parts) {}

    private static Stream<Said> messages() throws IOException {
        return sources().flatMap(file -> {
            List<Said> found = new ArrayList<>();
            Matcher said = SAID.matcher(read(file));
            while (said.find()) {
                List<String> parts = literals(said.group(1));
                if (!parts.isEmpty()) {
                    found.add(new Said(file.getFileName().toString(), parts));
                }
            }
            return found.stream();
        });
    }

    /** Their clauses that are long enough to search for, without the punctuation at their ends. */
    private static List<String> literals(String code) {
        List<String> parts = new ArrayList<>();
        Matcher literal = LITERAL.matcher(code);
        while (literal.find()) {
            for (String piece : literal.group(1).split("[:;,(] ?| and ")) {
                String part = piece.replaceAll("^[^\\w/(-]+|[^\\w)]+$", "");
                if (part.length() >= SHORTEST && !part.equals("kafka-tcp-agent")) {
                    parts.add(part);
                }
            }
        }
        return parts;
    }

    /** The first cell of each row of the index but of Kafka's own lines. */
    private static Stream<String> rowsOfOurs() throws IOException {
        String page = index();
        String ours = page.substring(page.indexOf("## The agent's warnings"));
        return ours.lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Pattern.compile("`([^`]+)`")
                        .matcher(line.substring(0, line.indexOf(" | ")))
                        .results()
                        .map(match -> match.group(1)));
    }

    private static String allLiterals() throws IOException {
        StringBuilder all = new StringBuilder();
        sources().forEach(file -> {
            Matcher literal = LITERAL.matcher(read(file));
            while (literal.find()) {
                all.append(literal.group(1)).append('\n');
            }
        });
        // a sentence may go on in the next literal
        return all + all.toString().replace("\n", "");
    }

    private static Stream<Path> sources() throws IOException {
        return Files.walk(SOURCES).filter(file -> file.toString().endsWith(".java"));
    }

    private static String index() {
        return String.join("\n", INDEX.stream().map(MessageIndexTest::read).toList());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
