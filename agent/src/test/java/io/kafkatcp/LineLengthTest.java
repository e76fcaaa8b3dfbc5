package io.kafkatcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The formatter breaks code and leaves literals and text blocks alone: whoever reads a diff would scroll for them. */
class LineLengthTest {

    private static final int COLUMNS = 120;

    /** A link is one word, and is of use only whole. */
    private static final String EXEMPT = "https://";

    @Test
    void noLineIsLongerThanTheScreenButForALink() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources()) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.length() > COLUMNS && !line.contains(EXEMPT)) {
                    tooLong.add(file + ":" + (i + 1));
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("agent", "sample-app", "it-tests")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module))) {
                files.filter(file -> file.toString().matches(".*/src/(?!.*/target/).*\\.java"))
                        .forEach(sources::add);
            }
        }
        assertThat(sources).hasSizeGreaterThan(500);
        return sources;
    }
}
