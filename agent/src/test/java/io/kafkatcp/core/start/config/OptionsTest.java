package io.kafkatcp.core.start.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @TempDir
    Path directory;

    @Test
    void withNothingGivenEverythingIsAtItsDefault() throws BadOptions {
        Options options = Options.read(null, new Properties(), Map.of());

        assertThat(options.enforces()).isTrue();
        assertThat(options.clients().isEverything()).isTrue();
        assertThat(options.keepalive()).isTrue();
        assertThat(options.keepaliveIdleSeconds()).isEqualTo(37);
        assertThat(options.keepaliveIntervalSeconds()).isEqualTo(9);
        assertThat(options.keepaliveCount()).isEqualTo(3);
        assertThat(options.userTimeoutMs()).isEqualTo(20_000);
        assertThat(options.maxSegmentBytes()).isZero();
        assertThat(options.eventsToLog()).isTrue();
        assertThat(options.eventsFile()).isNull();
        assertThat(options.eventsFileBytes()).isEqualTo(64 * 1024 * 1024);
        assertThat(options.service()).isNull();
        assertThat(options.given()).isEmpty();
    }

    @Test
    void aSegmentIsAsLargeAsTheKernelTakesOrOff() throws BadOptions {
        assertThat(Options.read("max-segment=1220", new Properties(), Map.of()).maxSegmentBytes())
                .isEqualTo(1_220);
        for (String bad : new String[] {"87", "32768", "1220b", "off", "-1"}) {
            BadOptions refused = catchThrowableOfType(
                    BadOptions.class, () -> Options.read("max-segment=" + bad, new Properties(), Map.of()));
            assertThat(refused)
                    .hasMessageContaining("option max-segment=" + bad)
                    .hasMessageContaining("0 (off) or a whole number of bytes from 88 to 32767");
        }
    }

    @Test
    void recordsGoWhereTheOptionsSay() throws BadOptions {
        Options options = Options.read(
                "events=file,events.file=/logs/a.jsonl,events.file.size=2GB,service=orders",
                new Properties(),
                Map.of());

        assertThat(options.eventsToLog()).isFalse();
        assertThat(options.eventsFile()).isEqualTo("/logs/a.jsonl");
        assertThat(options.eventsFileBytes()).isEqualTo(2L * 1024 * 1024 * 1024);
        assertThat(options.service()).isEqualTo("orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "log"})
    void noFileIsWrittenWhereOnlyOtherSinksAreNamed(String sinks) throws BadOptions {
        assertThat(Options.read("events=" + sinks + ",events.file=/logs/a.jsonl", new Properties(), Map.of())
                        .eventsFile())
                .isNull();
    }

    @Test
    void anArgumentBeatsAPropertyBeatsTheEnvironmentBeatsTheFile() throws Exception {
        Path file = Files.writeString(
                directory.resolve("agent.properties"),
                "keepalive.idle=4s\nkeepalive.interval=4s\nkeepalive.count=4\nuser-timeout=4s\n");
        Properties properties = new Properties();
        properties.setProperty("kafkatcp.keepalive.idle", "2s");
        properties.setProperty("kafkatcp.keepalive.interval", "2s");
        Map<String, String> environment = Map.of(
                "KAFKATCP_KEEPALIVE_IDLE", "3s", "KAFKATCP_KEEPALIVE_INTERVAL", "3s", "KAFKATCP_KEEPALIVE_COUNT", "3");

        Options options = Options.read("keepalive.idle=1s,config=" + file, properties, environment);

        assertThat(options.keepaliveIdleSeconds()).isEqualTo(1);
        assertThat(options.keepaliveIntervalSeconds()).isEqualTo(2);
        assertThat(options.keepaliveCount()).isEqualTo(3);
        assertThat(options.userTimeoutMs()).isEqualTo(4_000);
        assertThat(options.given())
                .containsExactly(
                        "config=" + file + " (agent argument)",
                        "keepalive.idle=1s (agent argument)",
                        "keepalive.interval=2s (system property kafkatcp.keepalive.interval)",
                        "user-timeout=4s (file " + file + ")");
    }

    @Test
    void theFileCanBeNamedByTheEnvironment() throws Exception {
        Path file = Files.writeString(directory.resolve("agent.properties"), "mode=observe\n");

        assertThat(Options.read("", new Properties(), Map.of("KAFKATCP_CONFIG", file.toString()))
                        .enforces())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mode=enforced            | enforce, observe or off; did you mean enforce?
            mode=                    | enforce, observe or off
            clients=producer+all     | all stands alone
            clients=produser         | did you mean producer?
            clients=producer+        | any of producer, consumer, admin joined by +, or all
            keepalive=yes            | on or off
            keepalive.idle=0s        | whole seconds from 1s to 32767s
            keepalive.idle=32768s    | whole seconds from 1s to 32767s
            keepalive.idle=37        | a unit (ms, s, m) is missing: did you mean 37s?
            keepalive.idle=1500ms    | whole seconds from 1s to 32767s
            keepalive.interval=547m  | whole seconds from 1s to 32767s
            keepalive.interval=-1s   | whole seconds from 1s to 32767s
            keepalive.count=0        | a whole number from 1 to 127
            keepalive.count=128      | a whole number from 1 to 127
            keepalive.count=3s       | a whole number from 1 to 127
            user-timeout=20          | a unit (ms, s, m) is missing: did you mean 20s?
            user-timeout=2147483648ms| a time up to 2147483647ms
            user-timeout=99999999999999999999m | a time up to 2147483647ms
            user-timeout=1h          | written with a unit: ms, s or m
            config=                  | the path of a properties file
            events=logs              | any of log, file, jmx, jfr, otel joined by +, or none; did you mean log?
            events=log+none          | any of log, file, jmx, jfr, otel joined by +, or none
            events=                  | any of log, file, jmx, jfr, otel joined by +, or none
            events.file=             | the path of a file
            events.format=otlp       | json or otlp-json
            events.file.size=64      | a unit (MB, GB) is missing: did you mean 64MB?
            events.file.size=64KB    | from 1MB to 10GB, written with a unit: MB or GB
            events.file.size=0MB     | from 1MB to 10GB
            events.file.size=10241MB | from 1MB to 10GB
            events.file.size=11GB    | from 1MB to 10GB
            events.file.size=-1MB    | from 1MB to 10GB
            events.file.size=99999999999999999999GB | from 1MB to 10GB
            service=                 | a name
            """)
    void aBadValueIsNamedWithWhatIsAllowed(String argument, String allowed) {
        String line = onlyComplaintAbout(argument);

        assertThat(line)
                .startsWith("option " + argument.trim() + " (agent argument) is refused; allowed: ")
                .contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keepalive.idle=1s",
                "keepalive.idle=32767s",
                "keepalive.idle=546m",
                "keepalive.idle=2000ms",
                "keepalive.interval=1s",
                "keepalive.interval=32767s",
                "keepalive.count=1",
                "keepalive.count=127",
                "user-timeout=0",
                "user-timeout=0s",
                "user-timeout=1ms",
                "user-timeout=2147483647ms",
                "clients=consumer+admin",
                " user-timeout = 5s ",
                "mode=off",
                "keepalive=off",
                "events=none",
                "events=file+log",
                "events.format=json",
                "events.format=otlp-json",
                "events.file.size=1MB",
                "events.file.size=10GB",
                "events.file.size=10240MB"
            })
    void everyLimitItselfIsAllowed(String argument) throws BadOptions {
        assertThat(Options.read(argument, new Properties(), Map.of())).isNotNull();
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearestKnownOneWhereverItStands() throws Exception {
        Path file = Files.writeString(directory.resolve("agent.properties"), "usertimeout=4s\nconfig=other\n");
        Properties properties = new Properties();
        properties.setProperty("kafkatcp.keepalive.ideal", "2s");

        BadOptions bad = catchThrowableOfType(
                BadOptions.class,
                () -> Options.read(
                        "client=all,config=" + file + ",keepalive", properties, Map.of("KAFKATCP_USERTIMEOUT", "1s")));

        assertThat(bad.lines()).hasSize(6);
        assertThat(bad.lines().get(0))
                .startsWith("option 'client' (agent argument) is unknown")
                .endsWith("did you mean clients?");
        assertThat(bad.lines().get(1)).contains("'keepalive' is no name=value").endsWith("did you mean keepalive?");
        assertThat(bad.lines().get(2)).contains("kafkatcp.keepalive.ideal").endsWith("did you mean keepalive.idle?");
        assertThat(bad.lines().get(3)).contains("KAFKATCP_USERTIMEOUT").endsWith("did you mean KAFKATCP_USER_TIMEOUT?");
        assertThat(bad.lines().get(4)).contains("'config' cannot stand in the file");
        assertThat(bad.lines().get(5)).contains("(file " + file + ")").endsWith("did you mean user-timeout?");
    }

    @Test
    void aFileThatIsNotThereIsNamedWithWhereItWasLookedFor() {
        assertThat(onlyComplaintAbout("config=nowhere.properties"))
                .contains("config=nowhere.properties")
                .contains(Path.of("").toAbsolutePath().toString());
    }

    /** A hint at another meaning, such as off for on, costs more than it helps. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode=on",
                "mode=",
                "clients=foo",
                "canary.by=foo",
                "events=foo",
                "foo",
                "user-timeout=99999999999999999999ms"
            })
    void whatIsNearNoWordIsAnsweredWithoutAGuess(String argument) {
        assertThat(onlyComplaintAbout(argument)).doesNotContain("did you mean");
    }

    @Test
    void ofTwoWordsAsNearTheOneThatBeginsSoIsMeant() {
        assertThat(onlyComplaintAbout("verify=of")).endsWith("did you mean off?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER-TIMEOUT=10s", "User-Timeout=10s", "USER_TIMEOUT=10s"})
    void whoWritesAnOptionInCapitalsHearsItsName(String argument) {
        assertThat(onlyComplaintAbout(argument)).endsWith("did you mean user-timeout?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            clients=producer,consumer | write clients=producer+consumer: several values are joined by +
            events=log,file           | write events=log+file: several values are joined by +
            mode=observe,producer     | write name=value,name=value
            """)
    void whoJoinsSeveralValuesByACommaHearsWhatJoinsThem(String arguments, String instead) {
        assertThat(onlyComplaintAbout(arguments)).contains("is no name=value").contains(instead);
    }

    @Test
    void anArgumentThatStandsTwiceIsRefused() {
        assertThat(onlyComplaintAbout("mode=off,mode=observe")).contains("'mode' stands twice");
    }

    @Test
    void onlyTheNamedTypesOfClientsAreMeant() throws BadOptions {
        ClientTypes some = Options.read("clients=producer+admin", new Properties(), Map.of())
                .clients();

        assertThat(some.include("producer")).isTrue();
        assertThat(some.include("admin")).isTrue();
        assertThat(some.include("consumer")).isFalse();
        assertThat(some.include("other")).isFalse();
        assertThat(some.include("")).isFalse();
    }

    private static String onlyComplaintAbout(String arguments) {
        BadOptions bad = catchThrowableOfType(
                BadOptions.class, () -> Options.read(arguments.trim(), new Properties(), Map.of()));
        assertThat(bad).as("accepted " + arguments).isNotNull();
        assertThat(bad.lines()).hasSize(1);
        return bad.lines().get(0);
    }
}
