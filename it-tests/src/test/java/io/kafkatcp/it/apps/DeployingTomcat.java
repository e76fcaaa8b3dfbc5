package io.kafkatcp.it.apps;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat beside a producer, on any Java from 8 on: {@code DeployingTomcat BOOTSTRAP FOLDER}. Prints "up", and for
 * each line of its standard input deploys one more web application, for which it scans its class path, and prints what
 * became of it.
 */
public final class DeployingTomcat {

    private DeployingTomcat() {}

    public static void main(String[] arguments) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(arguments[1]);
        // which names the servlet for pages
        tomcat.setAddDefaultWebXmlToWebapp(false);
        tomcat.start();
        NewProducer.from(new String[] {arguments[0], "client.id=waits"});
        System.out.println("up");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String name = in.readLine(); name != null; name = in.readLine()) {
            File folder = new File(arguments[1], name);
            if (!folder.mkdir()) {
                throw new IllegalStateException(folder + " is there");
            }
            Context deployed = tomcat.addWebapp("/" + name, folder.getPath());
            System.out.println(name + " " + deployed.getStateName());
        }
        Runtime.getRuntime().halt(0);
    }
}
