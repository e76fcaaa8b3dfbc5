package io.kafkatcp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader of the pages relies on: each link leads somewhere, and the README can be read in five minutes. */
class PagesTest {

    private static final Path README = Path.of("../README.md");
    private static final Path DOCS = Path.of("docs");
    private static final Pattern LINK = Pattern.compile("(?s)\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?sm)^```.*?^```$|`[^`\n]*`");
    private static final int MOST_WORDS = 1_200;

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(README));
        try (Stream<Path> files = Files.list(DOCS)) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAPageAndAHeadingThatAreThere(Path page) throws IOException {
        Matcher link = LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""));
        while (link.find()) {
            String target = link.group(1);
            if (!target.startsWith("http")) {
                assertLeadsSomewhere(page, target);
            }
        }
    }

    @Test
    void theReadmeLinksEveryPage() throws IOException {
        String readme = Files.readString(README);

        assertThat(pages().skip(1))
                .allSatisfy(page -> assertThat(readme).contains("(agent/docs/" + page.getFileName() + ")"));
    }

    @Test
    void theReadmeCanBeReadInFiveMinutes() throws IOException {
        assertThat(Files.readString(README).split("\\s+")).hasSizeLessThanOrEqualTo(MOST_WORDS);
    }

    private static void assertLeadsSomewhere(Path page, String target) throws IOException {
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path there = file.isEmpty() ? page : page.resolveSibling(file);
        assertThat(there).as(target + " in " + page).exists();
        if (hash >= 0) {
            assertThat(headings(there)).as(target + " in " + page).contains(target.substring(hash + 1));
        }
    }

    /** As GitHub makes anchors of them. */
    private static List<String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
