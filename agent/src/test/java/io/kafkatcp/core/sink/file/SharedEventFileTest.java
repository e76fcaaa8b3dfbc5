package io.kafkatcp.core.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.runtime.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several writers on one file: each old one was full when it was renamed, and no line is lost. */
class SharedEventFileTest extends EventFileFixture {

    @Test
    void twoWritersShareAFileAndItsRotation() throws IOException {
        EventFile one = file(40);
        EventFile other = file(40);
        for (int i = 0; i < 20; i++) {
            append(i % 2 == 0 ? one : other, "line-" + i + "-");
            clock.pass(1_000);
        }

        assertThat(Files.size(path())).isLessThanOrEqualTo(40);
        String old = Files.readString(numbered(3)) + Files.readString(numbered(2)) + Files.readString(numbered(1));
        String all = old + Files.readString(path());
        assertThat(all.lines().map(line -> line.split("-")[1]))
                .endsWith("15", "16", "17", "18", "19")
                .isSortedAccordingTo(Comparator.comparingInt(Integer::parseInt));
    }

    /** Another JVM has made it after it renamed the full one, and may rename it itself at this moment. */
    @Test
    void aFileOfTheSameLengthThatAnotherJvmHasPutThereIsNotRenamed() throws IOException {
        EventFile file = file(10);
        append(file, "aaaa");
        append(file, "bbbb");
        Files.move(path(), directory.resolve("moved"));
        Files.writeString(path(), "cccc\ndddd\n");

        append(file, "eeee");

        assertThat(path()).hasContent("cccc\ndddd\neeee\n");
        assertThat(numbered(1)).doesNotExist();
    }

    /**
     * Another process renames the full file at the same moment; each old file must have been full when it was renamed.
     */
    @Test
    void severalJvmsOnOneFileNeverRenameOneThatIsNotFull() throws Exception {
        long full = 20_000 - 200;
        List<Process> writers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            writers.add(java(ManyLines.class, path().toString()).inheritIO().start());
        }
        List<String> tooSmall = new ArrayList<>();
        long rotations = 0;
        long lastSize = 0;
        while (writers.stream().anyMatch(Process::isAlive)) {
            for (int number = 1; number <= 3; number++) {
                long size = numbered(number).toFile().length();
                if (size > 0 && size < full) {
                    tooSmall.add(numbered(number).getFileName() + " has " + size + " bytes");
                }
            }
            long size = path().toFile().length();
            rotations += size < lastSize ? 1 : 0;
            lastSize = size;
        }

        assertThat(writers).allMatch(writer -> writer.exitValue() == 0);
        assertThat(rotations).isGreaterThan(5);
        assertThat(tooSmall).isEmpty();
        assertThat(numbered(3)).exists();
        for (Path file : List.of(path(), numbered(1), numbered(2), numbered(3))) {
            assertThat(Files.readAllLines(file)).allMatch(line -> line.equals("x".repeat(150)));
        }
    }

    /** Writes until a second has passed twice over, by which it has looked for its file. */
    static final class ManyLines {
        public static void main(String[] arguments) throws IOException {
            EventFile file = new EventFile(arguments[0], 20_000, Clock.REAL);
            long untilNs = System.nanoTime() + 2_500_000_000L;
            while (System.nanoTime() < untilNs) {
                append(file, "x".repeat(150));
            }
        }
    }
}
