package io.kafkatcp.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.config.LiveOptions;
import io.kafkatcp.core.config.Options;
import io.kafkatcp.core.kafka.KafkaFields;
import io.kafkatcp.core.sink.CapturedNotices;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.socket.Kernel;
import io.kafkatcp.core.socket.SocketOption;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is set on a socket when what is known about its flow changes, against a kernel that remembers. */
class TrustsTest {

    private final CapturedNotices captured = new CapturedNotices();
    private final Map<SocketOption, Integer> socket = new EnumMap<>(SocketOption.class);
    private final List<SocketOption> order = new ArrayList<>();
    private final Object selector = new Object();
    private final Kernel kernel = new MemoryKernel(socket) {
        @Override
        public void set(SocketChannel socketChannel, SocketOption option, int value) throws IOException {
            order.add(option);
            super.set(socketChannel, option, value);
        }
    };
    private LiveOptions live;
    private Trusts trusts;
    private ConnectionOptions options;
    private Connection connection;
    private SocketChannel channel;

    @BeforeEach
    void open() throws Exception {
        socket.putAll(Map.of(SocketOption.TCP_USER_TIMEOUT, 0, SocketOption.TCP_KEEPCNT, 9, SocketOption.TCP_KEEPINTVL, 75, SocketOption.TCP_KEEPIDLE, 7_200,
                SocketOption.SO_KEEPALIVE, 1));
        channel = SocketChannel.open();
        begin("");
    }

    @AfterEach
    void close() throws Exception {
        channel.close();
    }

    @Test
    void theUserTimeoutFollowsRestDoubtAndTrust() {
        assertUserTimeout(20_000);
        trusts.rests(connection);
        assertUserTimeout(64_000);
        assertThat(trusts.firstSend(connection)).isEqualTo(3_000);
        assertUserTimeout(3_000);
        trusts.answered(connection);
        assertUserTimeout(20_000);
    }

    @Test
    void aSendBeforeItCountsAsIdleIsTrustedAtOnce() {
        trusts.rests(connection);
        trusts.sendsAgain(connection);

        assertUserTimeout(20_000);
    }

    @Test
    void aFlowOfWhichNoRoundTripIsKnownIsNotDoubted() {
        connection.trust.rtoMs = -1;

        assertThat(trusts.firstSend(connection)).isEqualTo(20_000);
        assertUserTimeout(20_000);
    }

    @Test
    void aProbeSetsTheIdleTimeLastAndGivesEverythingBack() {
        trusts.rests(connection);
        order.clear();

        assertThat(trusts.probe(connection, 1, 4)).isTrue();
        assertThat(order).containsExactly(SocketOption.TCP_USER_TIMEOUT, SocketOption.TCP_KEEPCNT, SocketOption.TCP_KEEPINTVL, SocketOption.TCP_KEEPIDLE);
        assertThat(socket).containsEntry(SocketOption.TCP_USER_TIMEOUT, 0).containsEntry(SocketOption.TCP_KEEPCNT, 4)
                .containsEntry(SocketOption.TCP_KEEPINTVL, 1).containsEntry(SocketOption.TCP_KEEPIDLE, 1);

        trusts.restsAgain(connection);
        assertUserTimeout(64_000);
        assertTimings(37, 9, 3);
    }

    @Test
    void aSendOnAProbedConnectionHasItsTimingsBackAndIsInDoubt() {
        trusts.rests(connection);
        trusts.probe(connection, 1, 4);

        assertThat(trusts.firstSend(connection)).isEqualTo(3_000);
        assertUserTimeout(3_000);
        assertTimings(37, 9, 3);
        trusts.restsAgain(connection);
        assertUserTimeout(3_000);
    }

    @Test
    void changedOptionsEndDoubtAndProbe() throws Exception {
        trusts.rests(connection);
        trusts.probe(connection, 1, 4);
        live.change("keepalive.idle=20s,user-timeout=10s");
        apply();

        assertUserTimeout(10_000);
        assertTimings(20, 9, 3);
        assertThat(connection.trust.state()).isEqualTo(Trust.State.TRUSTED);
    }

    @Test
    void whatIsReleasedInTheMiddleOfItHasBackWhatItHadAndIsLeftAlone() throws Exception {
        for (String settings : List.of("", "user-timeout=0", "keepalive=off", "keepalive=off,user-timeout=0")) {
            open();
            begin(settings);
            trusts.rests(connection);
            trusts.probe(connection, 1, 4);
            options.release();
            apply();
            trusts.rests(connection);
            trusts.firstSend(connection);

            assertUserTimeout(0);
            assertTimings(7_200, 75, 9);
        }
    }

    @Test
    void whereTheKernelsUserTimeoutStaysItIsGivenBackAfterDoubt() throws Exception {
        begin("user-timeout=0");
        trusts.rests(connection);
        assertUserTimeout(0);
        assertThat(trusts.firstSend(connection)).isEqualTo(3_000);
        assertUserTimeout(3_000);
        trusts.answered(connection);
        assertUserTimeout(0);
    }

    @Test
    void switchedOffOrObservedNothingFollows() throws Exception {
        begin("doubt-timeout=0");
        assertThat(trusts.firstSend(connection)).isEqualTo(20_000);
        begin("mode=observe");
        assertThat(trusts.firstSend(connection)).isEqualTo(-1);
        order.clear();
        trusts.rests(connection);
        trusts.answered(connection);
        assertThat(trusts.probe(connection, 1, 4)).isFalse();

        assertThat(order).isEmpty();
    }

    private void begin(String settings) throws Exception {
        live = new LiveOptions(Options.read(settings, new Properties(), Map.of()));
        Arms arms = new Arms(live, new Identity("0", null));
        trusts = new Trusts(live, kernel, new NetworkLoss());
        options = new ConnectionOptions(live, arms, kernel, new KafkaFields(null), captured.notices(), trusts);
        if (connection != null) {
            // as for a new socket
            socket.putAll(Map.of(SocketOption.TCP_USER_TIMEOUT, 0, SocketOption.TCP_KEEPCNT, 9, SocketOption.TCP_KEEPINTVL, 75, SocketOption.TCP_KEEPIDLE, 7_200));
        }
        connection = new Connection(new Client("orders", "producer", new Object(), selector, arms), "1", "b", 0);
        connection.channel(channel);
        connection.trust.rtoMs = 200;
        apply();
    }

    private void apply() {
        options.apply(channel, selector, connection);
    }

    private void assertUserTimeout(int ms) {
        assertThat(socket).containsEntry(SocketOption.TCP_USER_TIMEOUT, ms);
    }

    private void assertTimings(int idle, int interval, int count) {
        assertThat(socket).containsEntry(SocketOption.TCP_KEEPIDLE, idle).containsEntry(SocketOption.TCP_KEEPINTVL, interval)
                .containsEntry(SocketOption.TCP_KEEPCNT, count);
    }
}
