package io.kafkatcp.core.start;

import io.kafkatcp.core.weave.Weaver;
import java.lang.instrument.ClassFileTransformer;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;

/**
 * Looks at the name of every class that the JVM loads and hands Kafka's to the {@link Weaver}, which brings Byte Buddy
 * in: a JVM without Kafka never gets that far. On whichever thread loads a class; throws nothing and loads no
 * application class.
 */
public final class KafkaTransformer implements ClassFileTransformer {

    /**
     * A class of the agent's own that is woven by nobody: who has it retransformed tells every agent that is waiting
     * for Kafka to make itself known at the bridge. Otherwise it could not be found, since the entry keeps nothing
     * static.
     */
    private static final String BELL = "io/kafkatcp/entry/AgentEntry";

    private final WeaverSource weavers;

    public KafkaTransformer(WeaverSource weavers) {
        this.weavers = weavers;
    }

    private void ring() {
        try {
            weavers.get();
        } catch (Throwable t) {
            weavers.agentLog().errors().caught("making itself known", t);
        }
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        if (redefined != null && BELL.equals(name)) {
            ring();
            return null;
        }
        if (!KafkaNames.isWanted(name)) {
            return null;
        }
        return Privileges.areChecked() ? weavePrivileged(loader, name, classFile) : weave(loader, name, classFile);
    }

    @SuppressWarnings({"deprecation", "removal"})
    private byte[] weavePrivileged(final ClassLoader loader, final String name, final byte[] classFile) {
        return AccessController.doPrivileged(new PrivilegedAction<byte[]>() {
            @Override
            public byte[] run() {
                return weave(loader, name, classFile);
            }
        });
    }

    private byte[] weave(ClassLoader loader, String name, byte[] classFile) {
        try {
            Weaver weaver = weavers.get();
            return weaver == null ? null : weaver.weave(loader, name, classFile);
        } catch (Throwable t) {
            weavers.agentLog().errors().caught("weaving " + name, t);
            return null;
        }
    }
}
