package io.kafkatcp.jvm.attach;

import io.kafkatcp.jvm.Failure;
import io.kafkatcp.jvm.process.Target;
import java.io.File;

/** Which way into a JVM: as its user, by HotSpot's own socket where this Java can, else by the JDK's Attach API. */
public final class Channels {

    private Channels() {}

    public static AttachChannel open(Target target, File jar, String version) throws Failure {
        if (!Target.hasProc()) {
            return AttachApi.find().attach(target, jar);
        }
        if (target.command().refusesAttach(false)) {
            throw new Failure(Sentences.attachIsOff(target.pid));
        }
        if (target.isAnotherUsers()) {
            return new UserChannel(target, new JarPlace(target, jar, version));
        }
        return asUser(target, target.root(), jar);
    }

    /** With the rights of the JVM's user. */
    static AttachChannel asUser(Target target, java.nio.file.Path root, File jar) throws Failure {
        if (Boolean.TRUE.equals(target.maps("/libj9vm"))) {
            return openJ9(target, jar);
        }
        LocalChannel channel = new LocalChannel(target, root, jar);
        if (HotSpotSocket.isSupported()) {
            return channel;
        }
        if (target.seesOtherFiles()) {
            throw new Failure("process " + target.pid + " has files of its own, as in a container, and Java "
                    + System.getProperty("java.version") + " does not reach its socket: run this with Java 16 or newer,"
                    + " or from inside of it: " + Sentences.byHand(target));
        }
        // the JDK's own way sends no signal where the socket is there
        channel.start();
        return AttachApi.find().attach(target, jar);
    }

    /** Its protocol takes semaphores and files that only its own JDK speaks. */
    private static AttachChannel openJ9(Target target, File jar) throws Failure {
        if (!System.getProperty("java.vm.name", "").contains("OpenJ9")) {
            throw new Failure(
                    "process " + target.pid + " is an OpenJ9 JVM, to which only OpenJ9 can attach: run this with"
                            + " that JVM's own java, as " + target.userName());
        }
        return AttachApi.find().attach(target, jar);
    }
}
