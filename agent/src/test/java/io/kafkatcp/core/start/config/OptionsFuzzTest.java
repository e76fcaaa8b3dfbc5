package io.kafkatcp.core.start.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever stands in the arguments, the properties and the environment is understood or refused, in lines that name
 * what is wrong; it never throws.
 */
class OptionsFuzzTest {

    private static final int STRINGS = 50_000;
    private static final List<String> PIECES = Stream.concat(
                    Stream.of(Option.values()).map(Object::toString),
                    Stream.of(
                            "=",
                            "=",
                            "=",
                            ",",
                            ",",
                            "+",
                            " ",
                            "\t",
                            "\n",
                            "\u0000",
                            "\u001b[2J",
                            "\ud83d\ude00",
                            "\ud83d",
                            "\\",
                            "\"",
                            "%s",
                            "${",
                            "-",
                            "0",
                            "1",
                            "37",
                            "s",
                            "ms",
                            "m",
                            "MB",
                            "GB",
                            "99999999999999999999",
                            "on",
                            "off",
                            "all",
                            "none",
                            "log",
                            "file",
                            "jmx",
                            "enforce",
                            "observe",
                            "producer",
                            "x".repeat(5_000)))
            .collect(Collectors.toList());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyArgumentsPropertiesAndVariablesAreUnderstoodOrRefused(long seed) {
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < STRINGS; i++) {
            String arguments = text(random);
            Properties properties = new Properties();
            properties.setProperty("kafkatcp." + PIECES.get(random.nextInt(PIECES.size())), text(random));
            Map<String, String> environment = new HashMap<>();
            environment.put(
                    "KAFKATCP_" + PIECES.get(random.nextInt(PIECES.size())).toUpperCase(Locale.ROOT), text(random));
            refused += isRefused(
                            arguments, i % 3 == 0 ? properties : new Properties(), i % 5 == 0 ? environment : Map.of())
                    ? 1
                    : 0;
        }
        assertThat(refused).isBetween(STRINGS / 2, STRINGS - 1);
    }

    private static boolean isRefused(String arguments, Properties properties, Map<String, String> environment) {
        try {
            EffectiveTimeouts.of(Options.read(arguments, properties, environment))
                    .sentence();
            return false;
        } catch (BadOptions e) {
            assertThat(e.lines()).as(arguments).isNotEmpty().noneMatch(String::isEmpty);
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(arguments + " " + properties + " " + environment, e);
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
