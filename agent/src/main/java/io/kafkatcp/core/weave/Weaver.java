package io.kafkatcp.core.weave;

import io.kafkatcp.core.sink.Notices;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;

/**
 * Puts the calls of the bridge into one of Kafka's classes, or leaves it as it is and says why: a class is woven whole or not at all.
 * Works on the bytes that the JVM hands over, which another agent may have changed already. Isolated loader, any thread.
 */
public final class Weaver {

    private static final String BRIDGE = "java.kafkatcp.bridge.Bridge";

    // the version is the default of classes that Byte Buddy makes, and it makes none here; naming it saves asking the JVM
    private final ByteBuddy byteBuddy = new ByteBuddy(ClassFileVersion.JAVA_V8)
            .with(TypeValidation.DISABLED)
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .with(Implementation.Context.Disabled.Factory.INSTANCE);
    private final WovenClass selector = new WovenSelector();
    private final WovenClass producer = new WovenProducer();
    private final Notices notices;
    private final String whatIsOn;

    /** @param whatIsOn what the agent does with a woven Kafka, to be read after its name and a colon */
    public Weaver(Notices notices, String whatIsOn) {
        this.notices = notices;
        this.whatIsOn = whatIsOn;
    }

    /** @return the class file to use instead, or null for the one given */
    byte[] weave(ClassLoader loader, String name, byte[] classFile) {
        WovenClass wanted = name.endsWith(KafkaNames.SELECTOR) ? selector : producer;
        String reason = whyNot(wanted, loader, name, classFile);
        if (reason != null) {
            if (KafkaNames.looksLikeKafka(name)) {
                notices.warn(wanted.feature() + " off for " + name.replace('/', '.') + " in " + describe(loader) + ": " + reason);
            }
            return null;
        }
        byte[] woven = transformed(wanted, loader, name, classFile);
        if (wanted == selector) {
            notices.info(KafkaNames.prefixOf(name) + " in " + describe(loader) + ": " + whatIsOn);
        }
        return woven;
    }

    private String whyNot(WovenClass wanted, ClassLoader loader, String name, byte[] classFile) {
        try {
            String missing = wanted.missingMember(describe(loader, name, classFile), classFile);
            if (missing != null) {
                return "this version of Kafka has no " + missing;
            }
        } catch (IllegalArgumentException e) {
            // ASM's answer to a class file of a Java that was not there when the agent was built
            return e.getMessage();
        }
        try {
            Class.forName(BRIDGE, false, loader);
            return null;
        } catch (ClassNotFoundException | LinkageError e) {
            return "its class loader does not let it see " + BRIDGE;
        }
    }

    private byte[] transformed(WovenClass wanted, ClassLoader loader, String name, byte[] classFile) {
        TypeDescription type = describe(loader, name, classFile);
        return byteBuddy
                .decorate(type, locator(loader, name, classFile))
                .visit(wanted.weaving(type))
                .make()
                .getBytes();
    }

    private static TypeDescription describe(ClassLoader loader, String name, byte[] classFile) {
        return TypePool.Default.of(locator(loader, name, classFile)).describe(name.replace('/', '.')).resolve();
    }

    private static ClassFileLocator locator(ClassLoader loader, String name, byte[] classFile) {
        return new ClassFileLocator.Compound(
                ClassFileLocator.Simple.of(name.replace('/', '.'), classFile), ClassFileLocator.ForClassLoader.of(loader));
    }

    /** Not the loader's own toString, which may do anything, such as print a class path of pages. */
    private static String describe(ClassLoader loader) {
        return loader == null
                ? "the boot loader"
                : loader.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(loader));
    }
}
