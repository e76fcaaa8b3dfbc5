package io.kafkatcp.it.apps;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Links each of Kafka's classes that are named, so that the JVM verifies it: {@code LinkEach CLASSES JAR,JAR...
 * JAR,JAR...}; each list of jars is a loader of its own. Prints the classes that were linked, by loader.
 */
public final class LinkEach {

    private LinkEach() {}

    public static void main(String[] arguments) throws Exception {
        for (int i = 1; i < arguments.length; i++) {
            String[] jars = arguments[i].split(",");
            URL[] urls = new URL[jars.length];
            for (int j = 0; j < jars.length; j++) {
                urls[j] = Path.of(jars[j]).toUri().toURL();
            }
            try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
                int linked = 0;
                for (String name : arguments[0].split(",")) {
                    linked += link("org.apache.kafka." + name, loader);
                }
                System.out.println(linked);
            }
        }
        // the agent's own thread writes its lines a moment later
        Thread.sleep(300);
    }

    private static int link(String name, ClassLoader loader) {
        try {
            Class.forName(name, true, loader);
            return 1;
        } catch (ClassNotFoundException e) {
            // of another age
            return 0;
        } catch (Throwable t) {
            System.out.println(name + " " + t.getClass().getName());
            return 0;
        }
    }
}
