package io.kafkatcp.recordfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kafkatcp.recordfile.compressed.Decompressor;
import io.kafkatcp.recordfile.reading.FileTally;
import io.kafkatcp.recordfile.row.Field;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compressed files of any make, whatever brings them: all that is in them, and where something is missing it is said.
 */
class CompressionTest {

    private static final int COUNT = 3_000;

    @TempDir
    Path folder;

    private List<FileTally> tallies;

    @Test
    void membersOfGzipThatArriveOneByOneThroughAPipeAreAllRead() throws Exception {
        byte[] one = gzip(records(COUNT));
        assertThat(read(new OneByOne(one, one, one))).isEqualTo(3 * COUNT);
        assertThat(tallies.get(0).sentences()).isEmpty();
    }

    @Test
    void whatWasCompressedTwiceIsRead() throws Exception {
        // as Amazon Data Firehose does with what CloudWatch sends it
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(gzip(records(2)));
        members.write(gzip(records(3)));
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(twice)) {
            out.write(members.toByteArray());
        }
        assertThat(read(new OneByOne(twice.toByteArray()))).isEqualTo(5);
        assertThat(tallies.get(0).sentences()).isEmpty();
    }

    @Test
    void utf16IsReadWithAndWithoutAMarkAlsoCompressed() throws Exception {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            for (String mark : List.of("\ufeff", "")) {
                byte[] text = (mark + records(3)).getBytes(charset);
                ByteArrayOutputStream compressed = new ByteArrayOutputStream();
                try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
                    out.write(text);
                }
                assertThat(read(new OneByOne(text))).as(charset + mark).isEqualTo(3);
                assertThat(read(new OneByOne(compressed.toByteArray())))
                        .as(charset + mark)
                        .isEqualTo(3);
            }
        }
    }

    @Test
    void whatBeginsSlowlyIsKnownByItsBeginningAllTheSame() throws Exception {
        String record = records(1).trim();
        String cri = "2026-11-22T07:00:00.123456789Z stdout ";
        String parts = cri + "P " + record.substring(0, 40) + "\n" + cri + "F " + record.substring(40) + "\n";
        assertThat(read(new OneByOne(
                        parts.substring(0, 20).getBytes(StandardCharsets.UTF_8),
                        parts.substring(20).getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(1);
        assertThat(read(new OneByOne(
                        "time,event,age".getBytes(StandardCharsets.UTF_8),
                        "nt_version\n2026-11-22T07:00:00Z,connect_failed,0.1.0\n".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(1);
    }

    @Test
    void gzipFilledUpWithZerosIsWhole() throws Exception {
        assertThat(read(new OneByOne(gzip(records(1)), new byte[5_000]))).isEqualTo(1);
        assertThat(tallies.get(0).isIncomplete()).isFalse();
    }

    @Test
    void gzipWithEveryFieldInItsHeaderIsRead() throws Exception {
        byte[] plain = gzip(records(2));
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        fields.write(plain, 0, 3);
        fields.write(2 | 4 | 8 | 16);
        fields.write(plain, 4, 6);
        fields.write(new byte[] {3, 0, 1, 2, 3, 'n', 'a', 0, 'c', 0, 9, 9});
        fields.write(plain, 10, plain.length - 10);
        assertThat(read(new ByteArrayInputStream(fields.toByteArray()))).isEqualTo(2);
    }

    @Test
    void whatFollowsGzipAndIsNoneIsSaid() throws Exception {
        assertThat(read(new OneByOne(gzip(records(2)), "plain text".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(2);
        assertThat(tallies.get(0).sentences()).singleElement().asString().contains("something else follows");
        assertThat(tallies.get(0).isIncomplete()).isTrue();
    }

    @Test
    void gzipIsUsedAsFarAsItGoesWhereverItIsCutOff() throws Exception {
        byte[] whole = gzip(records(200));
        for (int cut = whole.length / 2; cut < whole.length; cut += 7) {
            assertThat(read(new OneByOne(java.util.Arrays.copyOf(whole, cut)))).isPositive();
            assertThat(tallies.get(0).isIncomplete()).as("cut at " + cut).isTrue();
            assertThat(tallies.get(0).sentences()).anyMatch(said -> said.contains("could not be read to its end"));
        }
    }

    @Test
    void gzipWithAWrongChecksumIsSaid() throws Exception {
        byte[] whole = gzip(records(20));
        whole[whole.length - 6]++;
        assertThat(read(new OneByOne(whole))).isEqualTo(20);
        assertThat(tallies.get(0).sentences()).singleElement().asString().contains("checksum is wrong");
    }

    @Test
    void zstdOfAnyMakeIsRead() throws Exception {
        assumeThere("zstd");
        byte[] plain = records(COUNT).getBytes(StandardCharsets.UTF_8);
        for (String command :
                List.of("zstd -q", "zstd -q --long=27", "zstd -q --ultra -22 --long=31", "zstd -q -1 --no-check")) {
            byte[] compressed = through(command, plain);
            assertThat(read(new OneByOne(compressed, compressed))).as(command).isEqualTo(2 * COUNT);
            assertThat(tallies.get(0).sentences()).as(command).isEmpty();
        }
    }

    @Test
    void filesOfPzstdAreReadThoughTheyBeginWithAFrameThatIsPassedOver() throws Exception {
        assumeThere("pzstd");
        Path plain = Files.writeString(folder.resolve("a"), records(COUNT));
        through("pzstd -q " + plain, new byte[0]);
        assertThat(read(Files.newInputStream(folder.resolve("a.zst")))).isEqualTo(COUNT);
    }

    @Test
    void zstdThatIsCutOffIsUsedAsFarAsItGoes() throws Exception {
        assumeThere("zstd");
        byte[] whole = through("zstd -q", records(200_000).getBytes(StandardCharsets.UTF_8));
        assertThat(read(new OneByOne(java.util.Arrays.copyOf(whole, whole.length - 100))))
                .isPositive();
        assertThat(tallies.get(0).isIncomplete()).isTrue();
        assertThat(tallies.get(0).sentences()).anyMatch(said -> said.contains("could not be read to its end"));
    }

    @Test
    void otherFormsAreReadByTheirProgramsToo() throws Exception {
        byte[] plain = records(COUNT).getBytes(StandardCharsets.UTF_8);
        for (String program : List.of("xz", "bzip2", "lz4")) {
            if (isThere(program)) {
                assertThat(read(new OneByOne(through(program + " -c", plain))))
                        .as(program)
                        .isEqualTo(COUNT);
            }
        }
    }

    @Test
    void whereTheProgramIsMissingASentenceSaysWhatToDo() {
        assertThatThrownBy(
                        () -> Decompressor.start("a.zst", new ByteArrayInputStream(new byte[0]), "no-such-zstd", "-d"))
                .isInstanceOf(BadInput.class)
                .hasMessage("a.zst is compressed by no-such-zstd, which is not on this machine's PATH; install it, or "
                        + "where "
                        + "it is there: no-such-zstd -dc < a.zst | gzip > records.gz, and name that file");
    }

    @Test
    @Timeout(60)
    void aFifoIsReadLikeStandardInput() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        byte[] both = new byte[0];
        for (byte[] content : List.of(gzip(records(COUNT)), records(COUNT).getBytes(StandardCharsets.UTF_8), both)) {
            Thread writer = new Thread(() -> {
                try (OutputStream out = Files.newOutputStream(fifo)) {
                    out.write(content);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            writer.start();
            long[] found = {0};
            reader(InputStream.nullInputStream()).read(List.of(fifo.toString()), record -> found[0]++);
            writer.join();
            assertThat(found[0]).isEqualTo(content.length == 0 ? 0 : COUNT);
        }
    }

    @Test
    void whatPowerShellRedirectsIsReadThoughItIsUtf16() throws Exception {
        byte[] little = ("\ufeff" + records(COUNT)).getBytes(StandardCharsets.UTF_16LE);
        byte[] big = ("\ufeff" + records(COUNT)).getBytes(StandardCharsets.UTF_16BE);
        assertThat(read(new OneByOne(little))).isEqualTo(COUNT);
        assertThat(read(new OneByOne(big))).isEqualTo(COUNT);
    }

    private long read(InputStream text) throws BadInput {
        long[] found = {0};
        tallies = reader(text).read(List.of("-"), record -> found[0]++);
        return found[0];
    }

    private static RecordFiles reader(InputStream text) {
        return new RecordFiles(EnumSet.allOf(Field.class), text, new Progress(new PrintWriter(new StringWriter())));
    }

    private static String records(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("{\"time\":\"2026-11-22T07:00:00.000Z\",\"event\":\"connection_opened\","
                            + "\"agent_version\":\"0.1.0\",\"host\":\"\u00e4")
                    .append(Integer.toHexString(i * 0x9e3779b9))
                    .append("\"}\n");
        }
        return text.toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private static void assumeThere(String program) {
        boolean there = isThere(program);
        assertThat(there || !"true".equals(System.getenv("CI")))
                .as(program + " in CI")
                .isTrue();
        assumeTrue(there, program + " is not on this machine");
    }

    private static byte[] through(String command, byte[] input) throws Exception {
        Process process = new ProcessBuilder(command.split(" "))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread writer = new Thread(() -> {
            try (OutputStream out = process.getOutputStream()) {
                out.write(input);
            } catch (IOException ended) {
                return;
            }
        });
        writer.start();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as(command).isZero();
        return output;
    }

    /** A pipe that never has more than one piece, and nothing available behind it. */
    private static final class OneByOne extends InputStream {

        private final byte[][] pieces;
        private int piece;
        private int at;

        OneByOne(byte[]... pieces) {
            this.pieces = pieces;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            while (piece < pieces.length && at == pieces[piece].length) {
                piece++;
                at = 0;
            }
            if (piece == pieces.length) {
                return -1;
            }
            int n = Math.min(length, Math.min(977, pieces[piece].length - at));
            System.arraycopy(pieces[piece], at, target, offset, n);
            at += n;
            return n;
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
