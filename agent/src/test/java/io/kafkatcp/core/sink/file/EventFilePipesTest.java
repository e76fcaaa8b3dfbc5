package io.kafkatcp.core.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where the path is a pipe or a link: whoever reads is not waited for, and nothing but a file is renamed. */
class EventFilePipesTest extends EventFileFixture {

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeThatNobodyReadsTakesWhatItHasRoomForAndIsNotWaitedFor() throws Exception {
        pipe();
        EventFile file = file(1_000);
        int written = 0;
        try {
            for (; written < 10_000; written++) {
                append(file, "x".repeat(600));
            }
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("nobody reads it");
        }
        assertThat(written).isBetween(40, 110);

        // whoever reads it later finds whole lines, and gets the next ones
        Process reader = new ProcessBuilder("head", "-n", String.valueOf(written + 1), path().toString()).start();
        Thread.sleep(300);
        append(file, "x".repeat(600));
        List<String> read = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(read).hasSize(written + 1).allMatch(line -> line.equals("x".repeat(600)));
        assertThat(names()).containsExactly(path());
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeThatItsReaderMadeAnewIsFoundAgain() throws Exception {
        pipe();
        EventFile file = file(1_000);
        append(file, "to the old one");
        Files.delete(path());
        pipe();
        clock.pass(1_000);
        append(file, "to the new one");

        Process reader = new ProcessBuilder("head", "-n", "1", path().toString()).start();
        assertThat(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("to the new one\n");
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLinkToAPipeIsNeverRenamedAndEachLineIsThereAtOnce() throws Exception {
        Path pipe = Path.of(directory + "/pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        Files.createSymbolicLink(path(), pipe);
        EventFile file = file(10);
        Process reader = new ProcessBuilder("cat", pipe.toString()).start();
        BufferedReader lines = new BufferedReader(new InputStreamReader(reader.getInputStream()));
        for (String line : List.of("aaaaaaaa", "bbbbbbbb", "cccccccc")) {
            append(file, line);
            assertThat(lines.readLine()).isEqualTo(line);
        }
        reader.destroy();

        assertThat(path()).isSymbolicLink();
        assertThat(names()).hasSize(2);
    }

    @Test
    void aLinkToAFileStaysAndTheFileItselfIsRotated() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.createSymbolicLink(path(), data.resolve("real.jsonl"));
        EventFile file = file(10);
        for (String line : List.of("aaaa", "bbbb", "cccc")) {
            append(file, line);
        }

        assertThat(path()).isSymbolicLink().hasContent("cccc\n");
        assertThat(data.resolve("real.jsonl.1")).hasContent("aaaa\nbbbb\n");
        assertThat(names()).hasSize(2);
    }
}
