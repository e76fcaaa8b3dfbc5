package io.kafkatcp.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** Formats and starts a broker in one JVM, which saves a JVM's start and leaves no moment in which its files belong to nobody. */
public final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Path config = Files.writeString(folder.resolve("server.properties"), args[1]);
        String[] format = {"format", "--ignore-formatted", "--cluster-id", BrokerConfig.CLUSTER_ID, "--config", config.toString()};
        if (StorageTool.execute(format, System.out) != 0) {
            System.exit(1);
        }
        Kafka.main(new String[] {config.toString()});
    }
}
