package io.kafkatcp.core.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.mockito.Mockito.mockStatic;

import io.kafkatcp.core.kernel.SystemErrors;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.MockedStatic;

class OutcomeTest {

    static Stream<Arguments> connects() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), "refused"),
                Arguments.of(new ConnectException("Connection timed out"), "timeout"),
                Arguments.of(new BindException("Cannot assign requested address"), "no_port"),
                Arguments.of(new BindException("Permission denied"), "other"),
                Arguments.of(new ConnectException("Network is unreachable"), "unreachable"),
                Arguments.of(new SocketException("Network is unreachable"), "unreachable"),
                Arguments.of(new NoRouteToHostException("No route to host"), "unreachable"),
                Arguments.of(new SocketException("Connection reset by peer"), "reset"),
                Arguments.of(new IOException("Can't resolve address: x", new UnresolvedAddressException()), "dns"),
                Arguments.of(new IllegalStateException("There is already a connection for id 1"), "other"));
    }

    static Stream<Arguments> handshakes() {
        return Stream.of(
                Arguments.of(new SslAuthenticationException("failed", null), true, "tls"),
                Arguments.of(new EOFException("EOF during handshake"), false, "tls"),
                Arguments.of(new SaslAuthenticationException("failed"), true, "auth"),
                Arguments.of(new EOFException(), true, "reset"),
                // silence until the kernel gave up is nobody's no
                Arguments.of(new IOException("Connection timed out"), false, "timeout"),
                Arguments.of(new SocketException("Connection timed out"), true, "timeout"),
                Arguments.of(new IOException("No route to host"), false, "unreachable"),
                Arguments.of(new IOException("Network is unreachable"), true, "unreachable"));
    }

    @ParameterizedTest
    @MethodSource("connects")
    void aFailedConnectIsNamedByWhatWasThrown(Throwable thrown, String outcome) {
        assertThat(Outcome.ofConnect(thrown)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void aFailedHandshakeIsNamedByKafkasExceptionAndHowFarItCame(
            Throwable thrown, boolean encryptionReady, String outcome) {
        assertThat(Outcome.ofHandshake(thrown, encryptionReady)).isEqualTo(outcome);
    }

    /** The JDK hands on what the C library says in the locale of the JVM. */
    @Test
    void whatTheHostSaysInItsOwnLanguageIsNamedAsInEnglish() {
        try (MockedStatic<SystemErrors> errors = mockStatic(SystemErrors.class)) {
            errors.when(() -> SystemErrors.english("Connexion refusée")).thenReturn("Connection refused");
            errors.when(() -> SystemErrors.english("Die Wartezeit für die Verbindung ist abgelaufen"))
                    .thenReturn("Connection timed out");

            assertThat(Outcome.ofConnect(new ConnectException("Connexion refusée")))
                    .isEqualTo("refused");
            assertThat(Outcome.ofHandshake(new IOException("Die Wartezeit für die Verbindung ist abgelaufen"), false))
                    .isEqualTo("timeout");
        }
    }

    @Test
    void causesThatGoRoundInACircleComeToAnEnd() {
        IOException one = new IOException("one");
        one.initCause(new IllegalStateException("other", one));

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Outcome.ofConnect(one)))
                .isEqualTo("other");
    }

    @Test
    void onlyKafkasOwnExceptionForTlsIsARefusalAfterTheHandshake() {
        assertThat(Outcome.isLateRefusal(
                        new SslAuthenticationException("Failed to process post-handshake messages", null)))
                .isTrue();
        assertThat(Outcome.isLateRefusal(new EOFException())).isFalse();
        assertThat(Outcome.isLateRefusal(new SSLException("closed"))).isFalse();
    }
}
