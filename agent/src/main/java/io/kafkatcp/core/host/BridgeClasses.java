package io.kafkatcp.core.host;

import io.kafkatcp.core.kernel.Modules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.kafkatcp.bridge.Bridge;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;

/**
 * Puts the bridge's classes on the boot loader, in memory and by the JDK's own Unsafe. The public way, appending a jar
 * to the boot class path, is the second choice: it makes HotSpot stop sharing the application's classes, print a
 * warning about it (JDK 9 and newer), and needs a directory to write to.
 */
public final class BridgeClasses {

    /** Superclasses first. */
    static final String[] NAMES = {Bridge.PACKAGE + ".Hooks", Bridge.NAME + "$1", Bridge.NAME};

    /** Of {@code Bridge.version()} that this agent was built with. */
    private static final Integer VERSION = 1;

    private BridgeClasses() {}

    /** @throws IOException where neither way is open, with the reason and what to do */
    public static void define(Instrumentation instrumentation) throws IOException {
        Class<?> there = there();
        if (there != null) {
            // an agent that was here before has left them: a boot class is never unloaded
            check(there);
            return;
        }
        try {
            defineInMemory(instrumentation);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            BridgeJar.append(instrumentation);
        }
    }

    private static Class<?> there() {
        try {
            return Class.forName(NAMES[NAMES.length - 1], false, null);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** Woven code that calls what is not there would throw at each request. */
    private static void check(Class<?> bridge) throws IOException {
        Object version;
        try {
            version = bridge.getMethod("version").invoke(null);
        } catch (ReflectiveOperationException e) {
            version = "unknown";
        }
        if (!version.equals(VERSION)) {
            throw new IOException(
                    "another version of kafka-tcp-agent was in this JVM before and has left its bridge (version "
                            + version + ", this agent needs " + VERSION
                            + "); restart the JVM, or attach the version that was there");
        }
    }

    private static void defineInMemory(Instrumentation instrumentation)
            throws ReflectiveOperationException, IOException {
        Class<?> type = unsafeType();
        Modules.open(instrumentation, type, BridgeClasses.class);
        Field instance = type.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        Object unsafe = instance.get(null);
        Method define = type.getMethod(
                "defineClass",
                String.class,
                byte[].class,
                int.class,
                int.class,
                ClassLoader.class,
                ProtectionDomain.class);
        define.setAccessible(true);
        for (String name : NAMES) {
            byte[] bytes = bytesOf(name);
            define.invoke(unsafe, name, bytes, 0, bytes.length, null, null);
        }
    }

    private static Class<?> unsafeType() throws ClassNotFoundException {
        try {
            return Class.forName("jdk.internal.misc.Unsafe");
        } catch (ClassNotFoundException e) {
            // Java 8
            return Class.forName("sun.misc.Unsafe");
        }
    }

    /** The bridge's class files travel in the agent's jar beside the core's. */
    static byte[] bytesOf(String name) throws IOException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = BridgeClasses.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("the agent's jar has lost " + file + "; use the unchanged kafka-tcp-agent.jar");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
            byte[] buffer = new byte[4096];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
            return out.toByteArray();
        }
    }
}
