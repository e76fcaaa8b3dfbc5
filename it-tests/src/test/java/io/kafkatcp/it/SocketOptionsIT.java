package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.OneAdmin;
import io.kafkatcp.it.apps.OneConsumer;
import io.kafkatcp.it.apps.OneProducer;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.EachJdk;
import io.kafkatcp.it.support.SilentServer;
import io.kafkatcp.it.support.Strace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches the kernel, read from the system calls of a real JVM. */
class SocketOptionsIT {

    private static final String[] KEEPALIVE = {"TCP_KEEPCNT", "TCP_KEEPINTVL", "TCP_KEEPIDLE"};

    @TempDir
    Path directory;

    @EachJdk
    void withoutAnyOptionAllFiveAreSetBeforeConnect(Path jdk) throws Exception {
        List<Map<String, Integer>> connects =
                connectsOf(OneProducer.class, ChildJvm.withAgent("").home(jdk));

        assertThat(connects)
                .isNotEmpty()
                .allSatisfy(options -> assertThat(options)
                        .containsEntry("TCP_USER_TIMEOUT", 20_000)
                        .containsEntry("TCP_KEEPCNT", 3)
                        .containsEntry("TCP_KEEPINTVL", 9)
                        .containsEntry("TCP_KEEPIDLE", 37)
                        .containsEntry("SO_KEEPALIVE", 1));
    }

    /** The kernel refuses one more or one less with EINVAL, which would be a WARN and a missing entry here. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1ms, 1", "32767, 32767, 127, 2147483647ms, 2147483647"})
    void theLimitsOfTheOptionsAreThoseOfTheKernel(
            int idle, int interval, int count, String userTimeout, int userTimeoutMs) throws Exception {
        List<Map<String, Integer>> connects = connectsOf(
                OneProducer.class,
                ChildJvm.withAgent("keepalive.idle=" + idle + "s,keepalive.interval=" + interval + "s,keepalive.count="
                        + count + ",user-timeout=" + userTimeout));

        assertThat(connects)
                .isNotEmpty()
                .allSatisfy(options -> assertThat(options)
                        .containsEntry("TCP_USER_TIMEOUT", userTimeoutMs)
                        .containsEntry("TCP_KEEPCNT", count)
                        .containsEntry("TCP_KEEPINTVL", interval)
                        .containsEntry("TCP_KEEPIDLE", idle));
    }

    @Test
    void keepaliveOffLeavesTheKernelsTimings() throws Exception {
        assertThat(connectsOf(OneProducer.class, ChildJvm.withAgent("keepalive=off")))
                .isNotEmpty()
                .allSatisfy(options -> assertThat(options)
                        .containsEntry("TCP_USER_TIMEOUT", 20_000)
                        .doesNotContainKeys(KEEPALIVE));
    }

    @Test
    void userTimeoutZeroLeavesTheKernels() throws Exception {
        assertThat(connectsOf(OneProducer.class, ChildJvm.withAgent("user-timeout=0")))
                .isNotEmpty()
                .allSatisfy(options ->
                        assertThat(options).containsEntry("TCP_KEEPIDLE", 37).doesNotContainKey("TCP_USER_TIMEOUT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode=observe", "mode=off", "clients=consumer+admin", "user-timeout=20"})
    void nothingIsTouchedWhere(String arguments) throws Exception {
        assertThat(connectsOf(OneProducer.class, ChildJvm.withAgent(arguments)))
                .isNotEmpty()
                .allSatisfy(options -> assertThat(options)
                        .doesNotContainKey("TCP_USER_TIMEOUT")
                        .doesNotContainKeys(KEEPALIVE));
    }

    @ParameterizedTest
    @CsvSource({"producer, true, false, false", "consumer, false, true, false", "producer+admin, true, false, true"})
    void onlyTheClientsThatAreMeantAreTouched(String clients, boolean producer, boolean consumer, boolean admin)
            throws Exception {
        assertThat(isTouched(OneProducer.class, clients)).isEqualTo(producer);
        assertThat(isTouched(OneConsumer.class, clients)).isEqualTo(consumer);
        assertThat(isTouched(OneAdmin.class, clients)).isEqualTo(admin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"security.protocol=SSL", "security.protocol=SASL_PLAINTEXT"})
    void anEncryptedOrAuthenticatedConnectionGetsThemToo(String property) throws Exception {
        String jaas = "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=u "
                + "password=p;";

        assertThat(connectsOf(OneProducer.class, ChildJvm.withAgent(""), property, "sasl.mechanism=PLAIN", jaas))
                .isNotEmpty()
                .allSatisfy(options -> assertThat(options)
                        .containsEntry("TCP_USER_TIMEOUT", 20_000)
                        .containsEntry("TCP_KEEPIDLE", 37));
    }

    private boolean isTouched(Class<?> main, String clients) throws Exception {
        List<Map<String, Integer>> connects = connectsOf(main, ChildJvm.withAgent("clients=" + clients));
        assertThat(connects).isNotEmpty();
        return connects.stream().allMatch(options -> options.containsKey("TCP_USER_TIMEOUT"));
    }

    private List<Map<String, Integer>> connectsOf(Class<?> main, ChildJvm jvm, String... properties) throws Exception {
        Strace strace = Strace.in(directory);
        try (SilentServer server = new SilentServer()) {
            String[] arguments = Stream.concat(Stream.of(server.address()), Stream.of(properties))
                    .toArray(String[]::new);
            ChildJvm.Result result =
                    jvm.under(strace.program()).run(main, arguments).assertHealthy();
            assertThat(result.out()).containsExactly("done");
            return strace.optionsBeforeConnect(server.port());
        }
    }
}
