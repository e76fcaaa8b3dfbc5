package io.kafkatcp.core.start;

import java.kafkatcp.bridge.Bridge;
import java.util.Properties;

/**
 * JBoss Modules, which WildFly runs on, does not ask the boot loader even for {@code java.*}, but for the packages that
 * a system property names, and it reads that once, when it starts: the bridge must be named before. Before
 * {@code main}; no other program is touched.
 */
public final class JbossModules {

    private static final String PACKAGES = "jboss.modules.system.pkgs";
    private static final String BRIDGE = Bridge.PACKAGE;

    private JbossModules() {}

    static void showBridge(Properties system, Stderr stderr) {
        String command = system.getProperty("sun.java.command", "");
        if (!command.contains("jboss-modules") && !command.startsWith("org.jboss.modules.Main")) {
            return;
        }
        String given = system.getProperty(PACKAGES, "");
        if (!given.contains(BRIDGE)) {
            system.setProperty(PACKAGES, given.isEmpty() ? BRIDGE : given + "," + BRIDGE);
            stderr.promptly(
                    "", "JBoss Modules is told of " + BRIDGE + " by " + PACKAGES + "=" + system.getProperty(PACKAGES));
        }
    }
}
