package io.kafkatcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FilesAloneTest {

    @TempDir
    Path folder;

    @BeforeEach
    void makeFiles() throws Exception {
        for (String name : List.of("a.jsonl", "b c.jsonl.gz", "\"quoted\"", "${user.home}")) {
            Files.writeString(folder.resolve(name), "");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "report,FOLDER/a.jsonl",
                "report,FOLDER/a.jsonl,FOLDER/b c.jsonl.gz,FOLDER/a.jsonl",
                "report,FOLDER/a.jsonl,-o,page.html",
                "report,--output,FOLDER/page.html,FOLDER/a.jsonl",
                "report,FOLDER/a.jsonl,-o,,FOLDER/b c.jsonl.gz",
                "report,FOLDER/\"quoted\",FOLDER/${user.home},-o,${user.home}",
                "correlate,FOLDER/a.jsonl",
                "correlate,FOLDER/a.jsonl,FOLDER/b c.jsonl.gz"
            })
    void areUnderstoodAsPicocliUnderstandsThem(String line) {
        String[] arguments = arguments(line);

        RecordVerb verb = FilesAlone.verb(arguments);

        RecordVerb parsed = arguments[0].equals("report") ? new ReportCommand() : new CorrelateCommand();
        new CommandLine(parsed)
                .parseArgs(List.of(arguments).subList(1, arguments.length).toArray(new String[0]));
        assertThat(verb)
                .isNotNull()
                .usingRecursiveComparison()
                .ignoringFields("spec")
                .isEqualTo(parsed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "report",
                "report,--help",
                "report,FOLDER/a.jsonl,--help",
                "report,-o,page.html",
                "report,FOLDER/a.jsonl,-o",
                "report,FOLDER/a.jsonl,-o,--output",
                "report,FOLDER/a.jsonl,-o,page.html,-o,page.html",
                "report,FOLDER/a.jsonl,-opage.html",
                "report,FOLDER/a.jsonl,-o=page.html",
                "report,FOLDER/a.jsonl,@options",
                "report,FOLDER/a.jsonl,-o,@options",
                "report,FOLDER/none.jsonl",
                "report,FOLDER/*.jsonl",
                "report,FOLDER",
                "report,FOLDER/a.jsonl,-",
                "report,FOLDER/a.jsonl,--",
                "correlate,FOLDER/a.jsonl,--json",
                "correlate,FOLDER/a.jsonl,-o,page.html",
                "status,FOLDER/a.jsonl"
            })
    void anythingElseIsLeftToPicocli(String line) {
        assertThat(FilesAlone.verb(arguments(line))).isNull();
    }

    /** The JVM's own folder is the place of files whose names begin with what only picocli knows to read. */
    @Test
    void aNameThatMayBeAnOptionIsLeftToPicocli() {
        assertThat(FilesAlone.isName("-a.jsonl")).isFalse();
        assertThat(FilesAlone.isName("@a.jsonl")).isFalse();
        assertThat(FilesAlone.isName("a@-.jsonl")).isTrue();
    }

    private String[] arguments(String line) {
        List<String> arguments = new ArrayList<>(List.of(line.split(",", -1)));
        arguments.replaceAll(word -> word.replace("FOLDER", folder.toString()));
        return line.isEmpty() ? new String[0] : arguments.toArray(new String[0]);
    }
}
