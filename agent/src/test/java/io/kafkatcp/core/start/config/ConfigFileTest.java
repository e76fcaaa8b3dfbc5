package io.kafkatcp.core.start.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A path that holds no text of options must not hold up the application that starts, and is named with its reason. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConfigFileTest {

    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    @TempDir
    Path directory;

    @Test
    void aPipeThatNobodyWritesToIsNotWaitedFor() throws Exception {
        Path pipe = directory.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

        assertThat(complaintAbout(pipe)).contains("config=" + pipe, "it is no regular file", "name a properties file");
        assertThat(complaintAbout(Files.createSymbolicLink(directory.resolve("link"), pipe)))
                .contains("it is no regular file");
    }

    @Test
    void aDeviceThatNeverEndsIsNotRead() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/zero")));

        assertThat(complaintAbout(Path.of("/dev/zero"))).contains("it is no regular file");
        assertThat(complaintAbout(Files.createSymbolicLink(directory.resolve("link"), Path.of("/dev/zero"))))
                .contains("it is no regular file");
    }

    @Test
    void aFolderIsNoFileOfOptions() {
        assertThat(complaintAbout(directory)).contains("it is a folder");
    }

    @Test
    void aFileThatIsNotThereIsNamedWithItsWholePath() {
        assertThat(complaintAbout(directory.resolve("none"))).contains("no such file", directory + "/none");
    }

    @Test
    void aFileOfManyMegabytesIsNotReadIntoTheHeap() throws IOException {
        Path large = directory.resolve("large");
        Files.write(large, new byte[1_024 * 1_024 + 1]);

        assertThat(complaintAbout(large)).contains("it is larger than 1 MB");
    }

    /** Those below /proc say that they are empty, and some of them wait when they are read. */
    @Test
    void aFileThatSaysItIsEmptyIsNotRead() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")));

        assertThat(read(Path.of("/proc/self/status")).service()).isNull();
        assertThat(read(Files.createFile(directory.resolve("empty"))).service()).isNull();
    }

    @Test
    void itIsReadAsUtf8WithAndWithoutAByteOrderMark() throws Exception {
        byte[] text = "service=Bestellübung 注文\nuser-timeout=7s\n".getBytes(StandardCharsets.UTF_8);

        assertThat(read(file(text)).service()).isEqualTo("Bestellübung 注文");
        assertThat(read(file(BOM, text)).service()).isEqualTo("Bestellübung 注文");
        assertThat(read(file(BOM, text)).userTimeoutMs()).isEqualTo(7_000);
    }

    @Test
    void escapesAreReadAsInAnyPropertiesFile() throws Exception {
        assertThat(read(file("service=\\u00fcbung\n".getBytes(StandardCharsets.US_ASCII)))
                        .service())
                .isEqualTo("übung");
        assertThat(complaintAbout(file("service=\\u00zz\n".getBytes(StandardCharsets.US_ASCII))))
                .contains("Malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void textOfWiderCharactersIsNamed(String encoding) throws IOException {
        assertThat(complaintAbout(file("user-timeout=7s\n".getBytes(Charset.forName(encoding)))))
                .contains("it is " + encoding.substring(0, 6) + " or no text", "save it as UTF-8");
    }

    @Test
    void textOfAnotherEncodingIsNamedByLineAndByte() throws IOException {
        assertThat(complaintAbout(file("mode=observe\nservice=übung\n".getBytes(StandardCharsets.ISO_8859_1))))
                .contains("line 2 is not UTF-8 (byte 0xfc", "save it as UTF-8");
    }

    @Test
    void variablesSetToNothingAreNotSet() throws Exception {
        Options options = Options.read(
                null,
                new Properties(),
                Map.of(
                        "KAFKATCP_CONFIG", "",
                        "KAFKATCP_MODE", "",
                        "KAFKATCP_EVENTS_FILE", " ",
                        "KAFKATCP_USER_TIMEOUT", "",
                        "KAFKATCP_OF_A_TEMPLATE", ""));

        assertThat(options.enforces()).isTrue();
        assertThat(options.eventsFile()).isNull();
        assertThat(options.given()).isEmpty();
    }

    @Test
    void aVariableSetToNothingLeavesTheWordToTheFile() throws Exception {
        Path file = file("user-timeout=7s\n".getBytes(StandardCharsets.UTF_8));

        assertThat(Options.read("config=" + file, new Properties(), Map.of("KAFKATCP_USER_TIMEOUT", ""))
                        .userTimeoutMs())
                .isEqualTo(7_000);
    }

    private static Options read(Path file) throws BadOptions {
        return Options.read("config=" + file, new Properties(), Map.of());
    }

    private static String complaintAbout(Path file) {
        BadOptions bad = catchThrowableOfType(BadOptions.class, () -> read(file));
        assertThat(bad).as("accepted " + file).isNotNull();
        assertThat(bad.lines()).hasSize(1);
        return bad.lines().get(0);
    }

    private Path file(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return Files.write(Files.createTempFile(directory, "agent", ".properties"), all.toByteArray());
    }
}
