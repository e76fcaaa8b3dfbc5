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

    private final WeaverSource weavers;
    private volatile boolean said;

    public KafkaTransformer(WeaverSource weavers) {
        this.weavers = weavers;
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
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
            caught("weaving " + name, t);
            return null;
        }
    }

    private void caught(String doing, Throwable error) {
        try {
            weavers.agentLog().errors().caught(doing, error);
        } catch (LinkageError lost) {
            // what would count and tell it cannot be read either
            sayOnce(lost.getCause() == null ? lost : lost.getCause());
        }
    }

    private void sayOnce(Throwable lost) {
        if (!said) {
            said = true;
            new Stderr()
                    .promptly(
                            "ERROR", "the agent does not start, the application runs without it: " + lost.getMessage());
        }
    }
}
