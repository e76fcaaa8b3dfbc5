package io.kafkatcp.lab.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * Formats and starts a broker in one JVM, which saves a JVM's start and leaves no moment in which its files belong to
 * nobody: {@code FOLDER PROPERTIES [formatOption]...}.
 */
public final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Path config = Files.writeString(folder.resolve("server.properties"), args[1]);
        List<String> format = new ArrayList<>(List.of(
                "format",
                "--ignore-formatted",
                "--cluster-id",
                BrokerConfig.CLUSTER_ID,
                "--config",
                config.toString()));
        format.addAll(List.of(args).subList(2, args.length));
        if (StorageTool.execute(format.toArray(new String[0]), System.out) != 0) {
            System.exit(1);
        }
        Kafka.main(new String[] {config.toString()});
    }
}
