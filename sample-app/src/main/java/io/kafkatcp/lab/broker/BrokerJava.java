package io.kafkatcp.lab.broker;

import io.kafkatcp.lab.LabException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds Kafka's server jars next to our own and writes the command line that starts a JVM on them quickly. */
public final class BrokerJava {
    private BrokerJava() {}

    static List<String> command(Path jars, List<String> jvmOptions, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1", // a broker that lives for a minute never earns back the second compiler's
                // work
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData", // a killed JVM would leave its file in the machine's /tmp
                "-Dlogback.configurationFile=broker-logback.xml",
                // in this order, since our own jar's manifest names a Kafka as well
                "-cp",
                (jars == null ? serverJars() : jars).resolve("*") + ":" + ownCode()));
        command.addAll(jvmOptions);
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path serverJars() {
        String given = System.getProperty("lab.broker.jars");
        Path folder = given != null ? Path.of(given) : ownCode().resolveSibling("broker");
        if (!Files.isDirectory(folder)) {
            throw new LabException("no broker in " + folder + ": build it with mvn -pl sample-app -am package");
        }
        return folder.toAbsolutePath();
    }

    /** target/sample-app.jar, or target/classes when Maven stops before packaging; both lie beside target/broker. */
    public static Path ownCode() {
        try {
            return Path.of(BrokerJava.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new LabException("cannot find our own jar", e);
        }
    }
}
