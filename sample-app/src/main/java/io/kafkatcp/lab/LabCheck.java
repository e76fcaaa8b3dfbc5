package io.kafkatcp.lab;

import io.kafkatcp.lab.path.Middlebox;
import io.kafkatcp.lab.process.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tries on this machine what a lab needs, because permissions, kernel modules and containers forbid it in too many ways
 * to guess.
 */
final class LabCheck {
    private LabCheck() {}

    static Optional<String> whyNot() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("The lab needs Linux namespaces; this is " + System.getProperty("os.name")
                    + ". Run it in a Linux machine or in a container started with --privileged.");
        }
        return Tools.missing().or(LabCheck::tryNamespaces);
    }

    private static Optional<String> tryNamespaces() {
        try (Lab lab = Lab.open()) {
            return tryMiddlebox(lab);
        } catch (LabException e) {
            return Optional.of("Namespaces are not allowed here (" + e.getMessage() + "). " + howToAllowNamespaces());
        }
    }

    private static Optional<String> tryMiddlebox(Lab lab) {
        try {
            Middlebox middlebox = Middlebox.on(lab.host("trial"));
            middlebox.forgetAfter(10);
            middlebox.forgetAll();
            middlebox.droppedPackets();
            return Optional.empty();
        } catch (LabException e) {
            return Optional.of("Namespaces work, but no middlebox can be made in them (" + e.getMessage()
                    + "). The kernel may lack a module: as root, modprobe -a nf_tables nf_conntrack "
                    + "nf_conntrack_netlink.");
        }
    }

    private static String howToAllowNamespaces() {
        if (System.getProperty("user.name").equals("root")) {
            return "This root has no CAP_SYS_ADMIN: if this is a container, start it with --privileged.";
        }
        if (sysctl("kernel/unprivileged_userns_clone").equals("0")) {
            return "Run it as root, or allow user namespaces: sysctl -w kernel.unprivileged_userns_clone=1.";
        }
        if (sysctl("kernel/apparmor_restrict_unprivileged_userns").equals("1")) {
            return "Run it as root, or allow user namespaces: sysctl -w "
                    + "kernel.apparmor_restrict_unprivileged_userns=0.";
        }
        if (sysctl("user/max_user_namespaces").equals("0")) {
            return "Run it as root, or allow user namespaces: sysctl -w user.max_user_namespaces=10000.";
        }
        return "Run it as root; if this is a container, start it with --privileged.";
    }

    private static String sysctl(String name) {
        try {
            return Files.readString(Path.of("/proc/sys", name)).strip();
        } catch (IOException absent) {
            return "";
        }
    }
}
