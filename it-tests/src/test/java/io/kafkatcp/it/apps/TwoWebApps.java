package io.kafkatcp.it.apps;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * One Tomcat with two web applications, each with a Kafka of its own, deployed again and again: {@code TwoWebApps
 * BOOTSTRAP FOLDER TIMES SLF4J_JAR KAFKA_JAR KAFKA_JAR}. Prints how many deployments began, and how many class loaders
 * of those that ended are still there.
 */
public final class TwoWebApps {

    private static final String LISTENER = SendingWebApp.class.getName();

    private TwoWebApps() {}

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        File folder = new File(arguments[1]);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.getPath());
        List<Context> applications = new ArrayList<>();
        for (int i = 4; i < 6; i++) {
            applications.add(
                    deploy(tomcat, folder.toPath().resolve("app" + i), arguments[0], arguments[3], arguments[i]));
        }
        tomcat.start();
        List<WeakReference<ClassLoader>> ended = new ArrayList<>();
        int deployments = applications.size();
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            for (Context application : applications) {
                ended.add(new WeakReference<>(application.getLoader().getClassLoader()));
                application.reload();
                if (!application.getState().isAvailable()) {
                    throw new IllegalStateException(application + " is " + application.getStateName());
                }
                deployments++;
            }
        }
        System.out.println("deployments " + deployments);
        System.out.println("kept " + living(ended));
        tomcat.stop();
        System.out.println("done");
    }

    private static Context deploy(Tomcat tomcat, Path folder, String bootstrap, String... jars) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("WEB-INF/lib"));
        for (String jar : jars) {
            Files.copy(Path.of(jar), lib.resolve(Path.of(jar).getFileName()));
        }
        String file = LISTENER.replace('.', '/') + ".class";
        Path target = folder.resolve("WEB-INF/classes").resolve(file);
        Files.createDirectories(target.getParent());
        Files.write(target, TwoWebApps.class.getResourceAsStream("/" + file).readAllBytes());
        Files.writeString(
                folder.resolve("WEB-INF/web.xml"),
                "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.1'><context-param><param-name>"
                        + "bootstrap.servers</param-name><param-value>" + bootstrap
                        + "</param-value></context-param><listener><listener-class>" + LISTENER
                        + "</listener-class></listener></web-app>");
        return tomcat.addWebapp("/" + folder.getFileName(), folder.toString());
    }

    private static long living(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
        for (int i = 0; i < 50 && loaders.stream().anyMatch(loader -> loader.get() != null); i++) {
            System.gc();
            Thread.sleep(100);
        }
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }
}
