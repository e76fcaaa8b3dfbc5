package io.kafkatcp.core.sink;

import java.io.File;
import java.util.Map;

/** This process, in an environment that a test makes. */
public final class IdentityOf {

    private IdentityOf() {}

    public static Identity environment(Map<String, String> environment) {
        return new Identity("1.2.3", null, environment, new File("/no/such/proc"), "com.acme.Main");
    }

    /** Of a service that the agent's options name, and whose command is unknown. */
    public static Identity service(String service, Map<String, String> environment) {
        return new Identity("1.2.3", service, environment, new File("/no/such/proc"), null);
    }
}
