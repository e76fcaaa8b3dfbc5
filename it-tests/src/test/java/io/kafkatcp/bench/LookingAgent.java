package io.kafkatcp.bench;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.security.ProtectionDomain;

/** An agent that is shown each class and changes none: what the JVM itself asks for having one that could. */
public final class LookingAgent implements ClassFileTransformer {

    public static void premain(String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new LookingAgent(), true);
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        return null;
    }

    static Path jar(Path directory) throws IOException {
        return EmptyAgent.jar(LookingAgent.class, directory);
    }
}
