package io.kafkatcp.it.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * Whichever OSGi framework is on the class path, with some bundles, and {@link OneRecord} run by the last of them:
 * {@code OsgiHost FOLDER BOOTSTRAP TOPIC BUNDLE...}.
 */
public final class OsgiHost {

    private OsgiHost() {}

    public static void main(String[] arguments) throws Exception {
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .iterator()
                .next()
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        arguments[0],
                        // as a host gives its own log; and nothing is delegated to the boot loader, which some
                        // frameworks do of themselves
                        "org.osgi.framework.system.packages.extra",
                        "org.slf4j;version=1.7.36,org.slf4j.event;version=1.7.36,org.slf4j.helpers;"
                                + "version=1.7.36,org.slf4j.spi;version=1.7.36",
                        "osgi.compatibility.bootdelegation",
                        "false"));
        framework.start();
        List<Bundle> bundles = new ArrayList<>();
        for (int i = 3; i < arguments.length; i++) {
            bundles.add(framework.getBundleContext().installBundle("file:" + arguments[i]));
        }
        for (Bundle bundle : bundles) {
            bundle.start();
        }
        Bundle last = bundles.get(bundles.size() - 1);
        last.loadClass(OneRecord.class.getName())
                .getMethod("main", String[].class)
                .invoke(null, (Object) new String[] {arguments[1], arguments[2]});
        System.out.println(framework.getSymbolicName());
        framework.stop();
        framework.waitForStop(0);
    }
}
