package io.kafkatcp.core.start.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsPageTest {

    @Test
    void theTableOfOptionsNamesEveryOptionItsDefaultAndItsEnvironmentVariable() throws IOException {
        List<String> expected = Arrays.stream(Option.values())
                .map(option -> "| `" + option.optionName() + "` | `" + option.environment() + "` | "
                        + (option.defaultText() == null ? "" : "`" + option.defaultText() + "`") + " |")
                .toList();

        List<String> rows = Files.readAllLines(Path.of("docs/options.md")).stream()
                .filter(line -> line.contains("| `" + Option.ENVIRONMENT_PREFIX))
                .toList();

        assertThat(rows).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).replaceAll("\\| +\\|", "|  |"))
                    .startsWith(expected.get(i).replaceAll("\\| +\\|", "|  |"));
        }
    }
}
