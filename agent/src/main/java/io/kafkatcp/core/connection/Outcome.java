package io.kafkatcp.core.connection;

import io.kafkatcp.core.record.SocketErrors;
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

    private Outcome() {}

    static String ofConnect(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String outcome = ofOne(cause);
            if (outcome != null) {
                return outcome;
            }
        }
        return OTHER;
    }

    /**
     * By the names of Kafka's own exceptions, since there may be several copies of Kafka under other names.
     *
     * @param encryptionReady whether there is no TLS handshake, or it was over: a peer that hangs up during one throws
     *     as any other
     */
    static String ofHandshake(Throwable thrown, boolean encryptionReady) {
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

    private static String ofOne(Throwable thrown) {
        if (thrown instanceof UnresolvedAddressException || thrown instanceof UnknownHostException) {
            return DNS;
        }
        if (thrown instanceof NoRouteToHostException) {
            return UNREACHABLE;
        }
        String message = thrown.getMessage();
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
