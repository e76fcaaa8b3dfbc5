package io.kafkatcp.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Event and Verdict beside everything that repeats their names and cannot import them. */
class NamesTest {

    private static final Path MAIN = Path.of("src/main");
    private static final Set<String> EVENTS = names(Event.values());
    private static final Set<String> VERDICTS = names(Verdict.values());

    private final JsonNode schema = new JsonMapper().readTree(MAIN.resolve("schema/events.schema.json"));

    @Test
    void theSchemaListsTheSameEvents() {
        assertThat(strings(schema.at("/properties/event/enum"))).containsExactlyInAnyOrderElementsOf(EVENTS);
        assertThat(strings(schema.at("/allOf"), "/if/properties/event/const"))
                .containsExactlyInAnyOrderElementsOf(EVENTS);
    }

    @Test
    void theSchemaListsTheSameVerdicts() {
        assertThat(strings(schema.at("/$defs/verdict/enum"))).containsExactlyInAnyOrderElementsOf(VERDICTS);
    }

    @Test
    void thePageOfRecordsHasARowForEachEventAndVerdict() throws IOException {
        String page = Files.readString(Path.of("docs/records.md"));
        assertThat(firstColumn(page, "| event |")).containsExactlyInAnyOrderElementsOf(EVENTS);
        assertThat(firstColumn(page, "| verdict |")).containsExactlyInAnyOrderElementsOf(VERDICTS);
    }

    @Test
    void flightRecorderIsToldOfTheSameEvents() {
        assertThat(EventFields.events()).containsExactlyInAnyOrder(Event.values());
    }

    /** Of the same rule in another language. */
    @Test
    void sqlComparesWithNamesThatThereAre() throws IOException {
        for (Path file : files(MAIN, ".sql")) {
            String sql = Files.readString(file);
            assertThat(compared(sql, "event")).as(file.toString()).isNotEmpty().isSubsetOf(EVENTS);
            assertThat(compared(sql, "verdict"))
                    .as(file.toString())
                    .isNotEmpty()
                    .isSubsetOf(VERDICTS);
        }
    }

    @Test
    void dashboardsAndExportersNameEventsThatThereAre() throws IOException {
        for (Path file : files(MAIN.resolve("monitoring"), "")) {
            Matches matches = new Matches(Files.readString(file));
            assertThat(matches.of("event=\\\\?\"([a-z_]+)\\\\?\""))
                    .as(file.toString())
                    .isSubsetOf(EVENTS);
            for (String group : matches.of("event=\\(([a-z_|]+)\\)")) {
                assertThat(group.split("\\|")).as(file.toString()).isSubsetOf(EVENTS);
            }
        }
    }

    /** Where Java can import the name, it does. */
    @Test
    void noSourceSpellsANameOut() throws IOException {
        List<String> spelt = new ArrayList<>();
        for (Path file : files(MAIN.resolve("java"), ".java")) {
            String source = Files.readString(file);
            for (String name : new Matches(source).of("\"([a-z]+_[a-z_]+|undetermined)\"")) {
                if (EVENTS.contains(name) || VERDICTS.contains(name)) {
                    spelt.add(file.getFileName() + ": " + name);
                }
            }
        }
        assertThat(spelt).isEmpty();
    }

    private record Matches(String text) {

        Set<String> of(String regex) {
            return Pattern.compile(regex)
                    .matcher(text)
                    .results()
                    .map(result -> result.group(1))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    /** {@code field = 'x'} and {@code field IN ('x', 'y')}. */
    private static Set<String> compared(String sql, String field) {
        Set<String> all = new LinkedHashSet<>(new Matches(sql).of("\\b" + field + " = '(\\w+)'"));
        for (String list : new Matches(sql).of("\\b" + field + " IN \\(([^)]*)\\)")) {
            all.addAll(new Matches(list).of("'(\\w+)'"));
        }
        return all;
    }

    private static List<String> firstColumn(String page, String head) {
        return page.substring(page.indexOf(head))
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("`")[1])
                .toList();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(
                            file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
                    .toList();
        }
    }

    private static Set<String> names(Object[] values) {
        return Stream.of(values).map(Object::toString).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> strings(JsonNode array) {
        return strings(array, "");
    }

    private static List<String> strings(JsonNode array, String pointer) {
        List<String> all = new ArrayList<>();
        array.forEach(each -> all.add(each.at(pointer).asString()));
        return all;
    }
}
