package io.kafkatcp.core.connection;

import io.kafkatcp.core.kernel.SystemErrors;
import io.kafkatcp.core.record.SocketErrors;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** Why a connect failed, in one word of the schema, told from what was thrown. Pure. */
public final class Outcome {

    static final String TIMEOUT = "timeout";
    static final String DNS = "dns";
    static final String REFUSED = "refused";
    static final String UNREACHABLE = "unreachable";
    private static final String RESET = "reset";
    static final String TLS = "tls";
    static final String AUTH = "auth";
    static final String NO_PORT = "no_port";
    static final String OTHER = "other";

    /** An application's exception, of what it brings to make a channel, may have causes that go round in a circle. */
    private static final int MOST_CAUSES = 20;

    private Outcome() {}

    static String ofConnect(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            String outcome = ofOne(cause);
            if (outcome != null) {
                return outcome;
            }
            cause = cause.getCause();
        }
        return OTHER;
    }

    /**
     * By the names of Kafka's own exceptions, since there may be several copies of Kafka under other names; but where
     * the kernel gave the connection up, nobody has refused anything.
     *
     * @param encryptionReady whether there is no TLS handshake, or it was over: a peer that hangs up during one throws
     *     as any other
     */
    static String ofHandshake(Throwable thrown, boolean encryptionReady) {
        String error = thrown instanceof IOException ? message(thrown) : null;
        if (SocketErrors.isTimeout(error)) {
            return TIMEOUT;
        }
        if (SocketErrors.isUnreachable(error)) {
            return UNREACHABLE;
        }
        String name = thrown.getClass().getSimpleName();
        if (!encryptionReady || name.startsWith("Ssl")) {
            return TLS;
        }
        return name.endsWith("AuthenticationException") ? AUTH : RESET;
    }

    /**
     * In TLS 1.3 the client has done its part before the server has looked at the client's certificate, so that a
     * refusal comes when the client reads for the first time; Kafka throws this then, and never after the first bytes
     * of a response.
     */
    static boolean isLateRefusal(Throwable thrown) {
        return thrown.getClass().getSimpleName().equals("SslAuthenticationException");
    }

    private static String message(Throwable thrown) {
        return SystemErrors.english(thrown.getMessage());
    }

    private static String ofOne(Throwable thrown) {
        if (thrown instanceof UnresolvedAddressException || thrown instanceof UnknownHostException) {
            return DNS;
        }
        if (thrown instanceof NoRouteToHostException) {
            return UNREACHABLE;
        }
        String message = message(thrown);
        // EADDRNOTAVAIL; a socket that nobody bound is refused a port so
        if (thrown instanceof BindException && String.valueOf(message).contains("annot assign requested address")) {
            return NO_PORT;
        }
        if (SocketErrors.isUnreachable(message)) {
            return UNREACHABLE;
        }
        if (SocketErrors.isReset(message)) {
            return RESET;
        }
        if (thrown instanceof ConnectException) {
            return SocketErrors.isTimeout(message) ? TIMEOUT : SocketErrors.isRefusal(message) ? REFUSED : null;
        }
        return null;
    }
}
