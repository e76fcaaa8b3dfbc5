package io.kafkatcp.core.weave;

import io.kafkatcp.core.sink.AgentErrors;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/**
 * Looks at the name of every class that the JVM loads and hands Kafka's to the {@link Weaver}, which brings Byte Buddy in: a JVM without
 * Kafka never gets that far. Isolated loader, on whichever thread loads a class; throws nothing and loads no application class.
 */
public final class KafkaTransformer implements ClassFileTransformer {

    private final WeaverSource weavers;
    private final AgentErrors errors;

    public KafkaTransformer(WeaverSource weavers, AgentErrors errors) {
        this.weavers = weavers;
        this.errors = errors;
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        if (!KafkaNames.isWanted(name)) {
            return null;
        }
        try {
            Weaver weaver = weavers.get();
            return weaver == null ? null : weaver.weave(loader, name, classFile);
        } catch (Throwable t) {
            errors.caught("weaving " + name, t);
            return null;
        }
    }
}
