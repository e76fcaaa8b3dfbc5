package io.kafkatcp.bench;

import io.kafkatcp.it.support.MadeJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** An agent that does nothing: what the JVM itself asks for having one at all. */
public final class EmptyAgent {

    private EmptyAgent() {}

    public static void premain(String arguments) {}

    static Path jar(Path directory) throws IOException {
        return jar(EmptyAgent.class, directory);
    }

    static Path jar(Class<?> agent, Path directory) throws IOException {
        return MadeJar.with(Map.of("Premain-Class", agent.getName(), "Can-Retransform-Classes", "true"))
                .classes(agent)
                .at(directory.resolve(agent.getSimpleName() + ".jar"));
    }
}
