package io.kafkatcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever opens a package finds at once in which loader and on which threads it runs, and by which rule. */
class RoomsTest {

    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void everyPackageSaysWhatItIsForWhereItRunsAndByWhichRule() throws IOException {
        assertThat(rooms())
                .isNotEmpty()
                .allSatisfy(room -> assertThat(ruleOf(room))
                        .content()
                        .containsPattern("loader|JVM of its own|Pure")
                        .contains("<p>"));
    }

    /** Its own, or that of the room that it is a part of. */
    private static Path ruleOf(Path room) {
        Path own = room.resolve("package-info.java");
        return Files.exists(own) ? own : room.resolveSibling("package-info.java");
    }

    private static List<Path> rooms() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }
}
