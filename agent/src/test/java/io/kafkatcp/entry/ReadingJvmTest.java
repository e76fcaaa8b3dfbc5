package io.kafkatcp.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingJvmTest {

    private static final String[] ARGUMENTS = {"report", "records.jsonl", "", "-o", "a b.html"};

    @Test
    void hasTheFirstCompilerAloneAndWhatTheUserGaveThisOne() {
        assertEquals(
                List.of(
                        "/jdk/bin/java",
                        "-Xmx256m",
                        "-Dtemp=/a b",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        "../agent.jar",
                        "report",
                        "records.jsonl",
                        "",
                        "-o",
                        "a b.html"),
                command("java", "-Xmx256m", "-Dtemp=/a b", "-jar", "../agent.jar"));
    }

    @Test
    void doesNotStartAnother() {
        List<String> itself = command("java", "-jar", "agent.jar");
        assertEquals(List.of(), ReadingJvm.command("/jdk/bin/java", itself, ARGUMENTS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseSerialGC",
                "-Xint",
                "-javaagent:other.jar",
                "-agentlib:jdwp=server=y",
                "@options",
                "-Xlog:gc:file=gc.log",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"
            })
    void isNotStartedWhereTheUserChoseHowThisOneRuns(String option) {
        assertEquals(List.of(), command("java", option, "-jar", "agent.jar"));
    }

    @Test
    void isNotStartedWhereThisOneWasStartedOtherwise() {
        assertEquals(List.of(), command("java", "-cp", "agent.jar", "io.kafkatcp.entry.CliEntry"));
        assertEquals(List.of(), command("-jar", "agent.jar"));
        assertEquals(List.of(), ReadingJvm.command("/jdk/bin/java", List.of(), ARGUMENTS));
    }

    private static List<String> command(String... before) {
        List<String> own = new ArrayList<>(List.of(before));
        own.addAll(List.of(ARGUMENTS));
        return ReadingJvm.command("/jdk/bin/java", own, ARGUMENTS);
    }
}
