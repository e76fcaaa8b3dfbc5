package io.kafkatcp.lab.demo;

import io.kafkatcp.lab.LabException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Turns what the rows' agents recorded into the report, by the command that a user would type. */
record DemoReport(Jars jars, Path page) {
    /** What the verb returns where something went wrong in the records, as it did here. */
    private static final int FINDINGS = 1;

    void write(Path eventsFolder) throws InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-jar",
                jars.agent().toString(),
                "report",
                eventsFolder + "/*.jsonl",
                "-o",
                page.toString());
        try {
            Process report =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(report.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (report.waitFor() != FINDINGS) {
                throw new LabException("the report found nothing in the records of these rows:\n" + said);
            }
        } catch (IOException e) {
            throw new LabException("the report could not be made: " + e.getMessage(), e);
        }
    }
}
