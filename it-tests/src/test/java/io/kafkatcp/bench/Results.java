package io.kafkatcp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured, printed line by line, and at the end put into the page of performance between the two lines that
 * mark the place.
 */
final class Results {

    private static final Path PAGE = Path.of("../agent/docs/benchmarks.md");
    private static final String BEGIN = "<!-- it-tests/bench writes from here -->";
    private static final String END = "<!-- to here -->";

    private final List<String> lines = new ArrayList<>();

    Results() throws IOException {
        line("Measured on " + LocalDate.now() + ": " + Runtime.getRuntime().availableProcessors() + " processors ("
                + processor() + "), Linux "
                + System.getProperty("os.version").replaceAll("-.*", "") + ", JDK " + System.getProperty("java.version")
                + "; medians, of ratios with their least and most. What stands side by side was run in turn.");
    }

    /** Begins a table. */
    void heading(List<String> columns) {
        line("");
        line("| " + String.join(" | ", columns) + " |");
        line("|---|" + "---|".repeat(columns.size() - 1));
    }

    void row(String title, List<String> cells) {
        line("| " + title + " | " + String.join(" | ", cells) + " |");
    }

    private void line(String line) {
        System.out.println(line);
        lines.add(line);
    }

    void write() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        List<String> written = new ArrayList<>(page.subList(0, page.indexOf(BEGIN) + 1));
        written.addAll(lines);
        written.addAll(page.subList(page.indexOf(END), page.size()));
        Files.write(PAGE, written);
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.replaceAll(".*:\\s*", ""))
                .orElse(System.getProperty("os.arch"));
    }
}
