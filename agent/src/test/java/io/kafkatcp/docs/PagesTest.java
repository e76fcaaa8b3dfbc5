package io.kafkatcp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
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
    /** A thousand, and what a sentence that is mended may add. */
    private static final int MOST_WORDS_OF_A_PAGE = 1_050;

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(
                README,
                Path.of("../.github/SECURITY.md"),
                Path.of("../.github/CONTRIBUTING.md"),
                Path.of("CHANGELOG.md")));
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
    void everyPageIsTwoLinksFromTheReadmeAtMost() throws IOException {
        Set<Path> near = new HashSet<>(linked(README));
        for (Path page : Set.copyOf(near)) {
            near.addAll(linked(page));
        }

        assertThat(pages().skip(1).map(Path::normalize)).isSubsetOf(near);
    }

    /** What somebody reads in one go; a table that a program writes is looked up. */
    @ParameterizedTest
    @MethodSource("pages")
    void aPageCanBeReadInFiveMinutes(Path page) throws IOException {
        int most = page.equals(README) || isWritten(page) ? MOST_WORDS : MOST_WORDS_OF_A_PAGE;

        assertThat(words(page)).as(page.toString()).isLessThanOrEqualTo(most);
    }

    /** Without the bars and lines of tables. */
    private static long words(Path page) throws IOException {
        return Stream.of(Files.readString(page).split("\\s+"))
                .filter(word -> word.matches(".*\\w.*"))
                .count();
    }

    private static boolean isWritten(Path page) {
        return page.endsWith("benchmarks.md") || page.endsWith("versions.md");
    }

    private static List<Path> linked(Path page) throws IOException {
        List<Path> pages = new ArrayList<>();
        Matcher link = LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""));
        while (link.find()) {
            Path there =
                    page.resolveSibling(link.group(1).replaceFirst("#.*", "")).normalize();
            if (there.toString().endsWith(".md")) {
                pages.add(there.startsWith("../agent") ? Path.of("../agent").relativize(there) : there);
            }
        }
        return pages;
    }

    /** Words that this project's people use and its readers do not. */
    private static final Pattern ODD_ENGLISH = Pattern.compile("(?i)gone through|stays? out\\b|falls on one side"
            + "|at all times|what lives|neither accuses|c[oa]me to nothing|\\bto be had\\b|is told so|"
            + "of its own accord");

    @ParameterizedTest
    @MethodSource("pages")
    void aPageSpeaksAsItsReadersDo(Path page) throws IOException {
        assertThat(ODD_ENGLISH
                        .matcher(Files.readString(page).replaceAll("\\s+", " "))
                        .results()
                        .map(MatchResult::group))
                .as(page.toString())
                .isEmpty();
    }

    @Test
    void theAgentsOwnLinesSpeakSoToo() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .flatMap(file -> ODD_ENGLISH
                                    .matcher(read(file).replaceAll("\"\\s*\\+\\s*\"|\\s+(\\* )?", " "))
                                    .results()
                                    .map(found -> file.getFileName() + ": " + found.group())))
                    .isEmpty();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
    static List<String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
