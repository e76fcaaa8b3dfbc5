package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * SkyWalking's agent as it is installed: its jar, beside it a configuration and a plugin for Kafka. It weaves otherwise
 * than others: it renames methods, and adds fields and interfaces, which no retransformation can take back.
 */
public final class SkyWalking {

    private static final List<String> SOURCES = List.of("KafkaDefine.java", "Interceptor.java");

    /** Before the name of each class of which it does, on standard error. */
    public static final String INTERCEPTS = "SkyWalking intercepts ";

    private SkyWalking() {}

    /** @return the options of a JVM */
    public static List<String> install(Path agent, Path directory) throws Exception {
        Path jar = Files.copy(agent, Files.createDirectories(directory).resolve("skywalking-agent.jar"));
        Files.createDirectory(directory.resolve("config"));
        Files.createFile(directory.resolve("config/agent.config"));
        Files.createDirectory(directory.resolve("activations"));
        plugin(jar, directory.resolve("classes"), Files.createDirectory(directory.resolve("plugins")));
        return List.of(
                "-javaagent:" + jar,
                "-Dskywalking.agent.service_name=tests",
                "-Dskywalking.collector.backend_service=127.0.0.1:9",
                "-Dskywalking.logging.level=WARN",
                "-Dskywalking.logging.dir=" + directory.resolve("logs"));
    }

    private static void plugin(Path agent, Path classes, Path plugins) throws Exception {
        Path sources = Files.createDirectories(classes.resolveSibling("sources/skywalking"));
        for (String source : SOURCES) {
            Files.copy(SkyWalking.class.getResourceAsStream("/skywalking/" + source), sources.resolve(source));
        }
        Files.createDirectory(classes);
        Files.writeString(classes.resolve("skywalking-plugin.def"), "kafka=skywalking.KafkaDefine\n");
        run(
                "javac",
                "-nowarn",
                "-cp",
                agent.toString(),
                "-d",
                classes.toString(),
                sources.resolve(SOURCES.get(0)).toString(),
                sources.resolve(SOURCES.get(1)).toString());
        run("jar", "cf", plugins.resolve("kafka.jar").toString(), "-C", classes.toString(), ".");
    }

    private static void run(String tool, String... arguments) {
        assertThat(ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments))
                .as(tool)
                .isZero();
    }
}
