package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The table of supported versions: a row for each Kafka, made of what a run has shown. The system property
 * {@code matrix.write}, with the profile "full", writes it; otherwise it is compared.
 */
public final class VersionsPage {

    /** What a cell says of an event that did not come. */
    public static final String MISSING = "none";

    private static final Path PAGE = Path.of("../agent/docs/versions.md");
    private static final String HEADING = "| kafka-clients | ";
    private static final String DATED = "Last written by that test on ";

    private VersionsPage() {}

    public static String row(AgedKafkas kafkas, String version) {
        return "| "
                + String.join(
                        " | ",
                        version,
                        kafkas.said(version, "first: acknowledged") == 1 ? "yes" : MISSING,
                        values(kafkas.of(version, "main", "connection_opened"), "user_timeout_ms", "20000", "all five"),
                        values(kafkas.of(version, "refused", "connect_failed"), "outcome"),
                        values(
                                kafkas.of(version, "main", "post_idle_send").stream()
                                        .filter(record ->
                                                record.path("outcome").asText().equals("answered")),
                                "outcome"),
                        values(kafkas.of(version, "main", "post_idle_stalled"), "verdict"),
                        kafkas.of(version, "expiring", "batch_expired").isEmpty() ? MISSING : "yes",
                        values(
                                Stream.concat(
                                        kafkas.of(version, "refused", "records_failed").stream(),
                                        kafkas.of(version, "main", "records_failed").stream()),
                                "how"),
                        values(kafkas.of(version, "main", "connection_closed"), "reason"))
                + " |";
    }

    public static void compare(AgedKafkas kafkas, List<Path> jars) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int first = lines.indexOf(lines.stream()
                        .filter(line -> line.startsWith(HEADING))
                        .findFirst()
                        .orElseThrow())
                + 2;
        List<String> before = lines.subList(first, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        List<String> rows = jars.stream()
                .map(Built::versionOf)
                .sorted(Comparator.comparing(VersionsPage::sortable))
                .map(version -> row(kafkas, version))
                .toList();
        if (!Built.isFull()) {
            assertThat(before).as("the table of supported versions").containsAll(rows);
            return;
        }
        if (Boolean.getBoolean("matrix.write")) {
            List<String> after = new ArrayList<>(lines.subList(0, first));
            after.addAll(rows);
            lines.subList(first + before.size(), lines.size())
                    .forEach(line -> after.add(
                            line.startsWith(DATED)
                                    ? DATED + LocalDate.now() + ", on JDK " + System.getProperty("java.version") + "."
                                    : line));
            Files.write(PAGE, after);
        }
        assertThat(rows)
                .as("the table of supported versions; -Dmatrix.write=true writes it")
                .isEqualTo(Boolean.getBoolean("matrix.write") ? rows : before);
    }

    private static String values(List<JsonNode> records, String field, String... words) {
        return values(records.stream(), field, words);
    }

    /** Each value of a field once, under another word where one is given. */
    private static String values(Stream<JsonNode> records, String field, String... words) {
        Set<String> values = new LinkedHashSet<>();
        records.map(record -> record.path(field).asText()).sorted().forEach(value -> values.add(word(value, words)));
        return values.isEmpty() ? MISSING : String.join(", ", values);
    }

    private static String word(String value, String... words) {
        for (int i = 0; i + 1 < words.length; i += 2) {
            if (words[i].equals(value)) {
                return words[i + 1];
            }
        }
        return value;
    }

    /** 0.10.2.2 is older than 0.11.0.3, and a relocated copy, which has two numbers, comes last. */
    private static String sortable(String version) {
        StringBuilder key = new StringBuilder(version.contains("-") ? "z" : "a");
        for (String part : version.split("[.-]")) {
            key.append(String.format("%05d", Integer.parseInt(part)));
        }
        return key.toString();
    }
}
