package io.kafkatcp.it.apps;

/** Looks, as an application can, for the agent's own classes and libraries, and prints what it finds. */
public final class LookForAgent {

    private LookForAgent() {}

    public static void main(String[] arguments) throws Exception {
        // with Kafka loaded, everything that the agent ever brings in is there
        Class.forName("org.apache.kafka.common.network.Selector");
        String[] names = {
            "net.bytebuddy.jar.asm.ClassReader",
            "io.kafkatcp.core.start.Agent",
            "io.kafkatcp.core.start.config.Options",
            "io.kafkatcp.entry.AgentEntry",
            "java.kafkatcp.bridge.Bridge"
        };
        for (String name : names) {
            look(name);
        }
    }

    private static void look(String name) {
        try {
            System.out.println(name + " from " + Class.forName(name).getClassLoader());
        } catch (ClassNotFoundException e) {
            boolean resource = ClassLoader.getSystemResource(name.replace('.', '/') + ".class") != null;
            System.out.println(name + (resource ? " as a resource" : " not found"));
        }
    }
}
