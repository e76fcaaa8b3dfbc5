package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a process really asked of the kernel, as strace saw it: for each TCP connect, the options that were set before
 * it.
 */
public final class Strace {

    private static final Pattern SET = Pattern.compile("setsockopt\\((\\d+), \\w+, (\\w+), \\[(-?\\d+)], 4\\)\\s+= 0");
    private static final Pattern CONNECT =
            Pattern.compile("connect\\((\\d+), \\{sa_family=AF_INET6?, sin6?_port=htons\\((\\d+)\\)");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>");
    private static final String UNFINISHED = " <unfinished ...>";
    private static final Pattern CLOSE = Pattern.compile("close\\((\\d+)\\)");

    private final Path file;

    private Strace(Path file) {
        this.file = file;
    }

    /** Skips the test with the reason where there is no strace or it may not trace, and never in CI. */
    public static Strace in(Path directory) throws IOException, InterruptedException {
        boolean works = works();
        if (!works && "true".equals(System.getenv("CI"))) {
            Assertions.fail("in CI this test must run, and strace does not work here");
        }
        Assumptions.assumeTrue(works, "skipped: strace is missing or may not trace; install it, or allow ptrace");
        return new Strace(directory.resolve("strace.txt"));
    }

    private static boolean works() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-o", "/dev/null", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** The program to run a JVM under. */
    public List<String> program() {
        return List.of("strace", "-f", "-qq", "-e", "trace=setsockopt,connect,close", "-o", file.toString());
    }

    /** The options set on each socket before it connected to that port; one map of option to value for each connect. */
    public List<Map<String, Integer>> optionsBeforeConnect(int port) throws IOException {
        Map<String, Map<String, Integer>> byDescriptor = new HashMap<>();
        List<Map<String, Integer>> connects = new ArrayList<>();
        for (String line : wholeCalls()) {
            Matcher set = SET.matcher(line);
            Matcher connect = CONNECT.matcher(line);
            Matcher close = CLOSE.matcher(line);
            if (set.find()) {
                byDescriptor
                        .computeIfAbsent(set.group(1), fd -> new LinkedHashMap<>())
                        .put(set.group(2), Integer.valueOf(set.group(3)));
            } else if (connect.find() && Integer.parseInt(connect.group(2)) == port) {
                connects.add(Map.copyOf(byDescriptor.getOrDefault(connect.group(1), Map.of())));
            } else if (close.find()) {
                byDescriptor.remove(close.group(1));
            }
        }
        return connects;
    }

    /** All five, at their defaults, before each connect to that port; @param what for a failed assertion */
    public void assertDefaultsBeforeEachConnect(int port, String what) throws IOException {
        assertThat(optionsBeforeConnect(port))
                .as(what)
                .isNotEmpty()
                .allSatisfy(options -> assertThat(options)
                        .as(what)
                        .containsEntry("TCP_USER_TIMEOUT", 20_000)
                        .containsEntry("TCP_KEEPCNT", 3)
                        .containsEntry("TCP_KEEPINTVL", 9)
                        .containsEntry("TCP_KEEPIDLE", 37)
                        .containsEntry("SO_KEEPALIVE", 1));
    }

    /** How many setsockopt calls the first thread that sets an option has made before that. */
    public int callsOfItsThreadBefore(String option) throws IOException {
        Map<String, Integer> calls = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String thread = line.substring(0, Math.max(0, line.indexOf(' ')));
            if (line.contains(" setsockopt(")) {
                if (line.contains(option)) {
                    return calls.getOrDefault(thread, 0);
                }
                calls.merge(thread, 1, Integer::sum);
            }
        }
        throw new AssertionError("nobody set " + option);
    }

    /**
     * A call during which another thread made one stands on two lines, of which the second begins with the thread's
     * number again.
     */
    private List<String> wholeCalls() throws IOException {
        Map<String, String> begun = new HashMap<>();
        List<String> whole = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String thread = line.substring(0, Math.max(0, line.indexOf(' ')));
            Matcher resumed = RESUMED.matcher(line);
            if (line.endsWith(UNFINISHED)) {
                begun.put(thread, line.substring(0, line.length() - UNFINISHED.length()));
            } else if (resumed.find() && begun.containsKey(thread)) {
                whole.add(begun.remove(thread) + line.substring(resumed.end()));
            } else {
                whole.add(line);
            }
        }
        return whole;
    }
}
