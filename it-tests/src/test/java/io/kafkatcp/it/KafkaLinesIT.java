package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.Unpacked;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The lines that people search for stand in the index and the README as each Kafka's own jar has them. */
class KafkaLinesIT {

    private static final Path INDEX = Path.of("../agent/docs/troubleshooting.md");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    /** Numbers and names, which Kafka puts in. */
    private static final String PLACEHOLDER = "\\b(?:N|TOPIC|PARTITION|HOST)\\b-?";

    private final Map<String, String> constants = new TreeMap<>();

    @Test
    void eachLineOfTheIndexIsInTheJarsThatItNames() throws Exception {
        List<String> missing = new ArrayList<>();
        int lines = 0;
        for (String row : kafkasRows()) {
            String[] cells = row.split("\\|");
            for (String version : cells[3].trim().split(", ")) {
                for (String line : quoted(cells[1])) {
                    lines++;
                    missing.addAll(missingIn(version, line));
                }
            }
        }

        assertThat(lines).isGreaterThan(40);
        assertThat(missing).isEmpty();
    }

    /** The README's examples hold their numbers and names; what is left between them is Kafka's. */
    @Test
    void theReadmesLinesAreThoseOfTheNewestKafka() throws Exception {
        String readme = Files.readString(Path.of("../README.md"));
        List<String> lines = readme.lines()
                .filter(line -> line.startsWith("org.apache.kafka.") || line.startsWith("[Producer clientId="))
                .map(line -> line.replaceFirst("^\\S+: |^\\[[^]]*\\] ", ""))
                .map(line -> line.replaceAll("orders-0:|\\(\\S+/\\S+\\)|-?\\b\\d+\\b", " N "))
                .toList();

        assertThat(lines).hasSizeGreaterThanOrEqualTo(5);
        assertThat(lines)
                .allSatisfy(line -> assertThat(missingIn("4.4.0", line)).isEmpty());
        assertThat(readme)
                .contains("Expiring 3 record(s) for orders-0:120001 ms has passed since batch creation")
                .contains("has not been sent, or no server response has been received yet.");
    }

    private List<String> missingIn(String version, String line) throws Exception {
        String all = constants(version);
        List<String> missing = new ArrayList<>();
        for (String part : line.split(PLACEHOLDER)) {
            String text = part.replaceAll("^[\\s:.(),]+|[\\s:(),]+$", "");
            if (text.length() > 3 && !all.contains(text)) {
                missing.add(version + ": " + text);
            }
        }
        return missing;
    }

    /** All that the classes of the clients hold as constants, in the JVM's UTF-8. */
    private String constants(String version) throws Exception {
        String known = constants.get(version);
        if (known == null) {
            StringBuilder all = new StringBuilder();
            for (Map.Entry<String, byte[]> file : Unpacked.zip(jar(version)).entrySet()) {
                if (file.getKey().matches("org/apache/kafka/clients/(producer/.*|[^/]+)\\.class")) {
                    all.append(new String(file.getValue(), StandardCharsets.ISO_8859_1));
                }
            }
            known = all.toString();
            constants.put(version, known);
        }
        return known;
    }

    private static Path jar(String version) {
        return version.equals("4.3.1") ? Built.streams().resolve("kafka-clients-4.3.1.jar") : Built.kafka(version);
    }

    private static List<String> kafkasRows() throws Exception {
        String page = Files.readString(INDEX);
        String section = page.substring(page.indexOf("## Kafka's own lines"), page.indexOf("## The agent's warnings"));
        return section.lines().filter(line -> line.startsWith("| `")).toList();
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
