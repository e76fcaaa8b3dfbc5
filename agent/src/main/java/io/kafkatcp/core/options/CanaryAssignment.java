package io.kafkatcp.core.options;

import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.start.config.Canary;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;

/**
 * Which arm of the canary a connection is in: {@code enforced}, it gets the options, or {@code observed}. Any thread;
 * asked once per connection and per record.
 */
public final class CanaryAssignment {

    private final LiveOptions liveOptions;
    private final Identity identity;
    private volatile String host;

    public CanaryAssignment(LiveOptions liveOptions, Identity identity) {
        this.liveOptions = liveOptions;
        this.identity = identity;
    }

    /** @param nodeId null for what concerns the client as a whole */
    public boolean isEnforced(String clientType, String clientId, String nodeId) {
        Options options = liveOptions.now();
        return options.enforces() && options.clients().include(clientType) && isIn(options, clientId, nodeId);
    }

    /**
     * Whether the canary takes that name in, whatever the type of its client.
     *
     * @param clientId null where nobody follows the connection: then it is in no share that goes by its name
     */
    boolean isIn(Options options, String clientId, String nodeId) {
        if (options.canary() == Canary.ALL) {
            return true;
        }
        boolean known = clientId != null || options.canaryBy().equals("host");
        return known && Canary.isIn(options.canary(), name(options.canaryBy(), clientId, nodeId));
    }

    /** With the host in front: the same client.id on every host of a fleet would fall on one side as a whole. */
    private String name(String by, String clientId, String nodeId) {
        switch (by) {
            case "client":
                return host() + "/" + clientId;
            case "connection":
                return host() + "/" + clientId + "/" + nodeId;
            default:
                return host();
        }
    }

    /** Found out when a part of the fleet is asked for and not before: it reads a file. */
    private String host() {
        String known = host;
        if (known == null) {
            known = String.valueOf(identity.host());
            host = known;
        }
        return known;
    }

    public static String text(boolean enforced) {
        return enforced ? "enforced" : "observed";
    }
}
