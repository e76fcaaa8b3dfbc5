package io.kafkatcp.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The methods that woven Kafka code calls; to be looked up when there is a client, and not before: the bridge comes
 * with Kafka's first class.
 */
final class BridgeCalls {

    private BridgeCalls() {}

    static MethodHandle of(String name, Class<?>... arguments) {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Class.forName("java.kafkatcp.bridge.Bridge"),
                            name,
                            MethodType.methodType(void.class, arguments));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no agent in this JVM: start JMH by it-tests/bench", e);
        }
    }
}
