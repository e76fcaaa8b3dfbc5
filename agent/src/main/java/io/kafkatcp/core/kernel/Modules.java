package io.kafkatcp.core.kernel;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * Opens a package to the agent and to nobody else, by {@code Instrumentation.redefineModule}, so that no command-line
 * flag is needed and no warning printed. All by reflection: the agent is Java 8 code, and Java 8 has no modules.
 */
public final class Modules {

    private static final Jdk JDK = Jdk.orNull();

    private Modules() {}

    /**
     * @param instrumentation null where the package is open already, by --add-opens
     * @param member a class of the package, no array; @param to a class of the agent
     */
    public static void open(Instrumentation instrumentation, Class<?> member, Class<?> to)
            throws ReflectiveOperationException {
        if (JDK == null || instrumentation == null) {
            return;
        }
        Object module = JDK.getModule.invoke(member);
        if (!(Boolean) JDK.isNamed.invoke(module)) {
            return;
        }
        Object agent = JDK.getModule.invoke(to);
        // not Class.getPackage, which for one of the boot loader's spins lambdas: a millisecond before the first record
        String name = member.getName();
        String packageName = name.substring(0, name.lastIndexOf('.'));
        // JDK 9 to 16 call their own packages open, and print a warning when that is made use of
        boolean jdk = member.getClassLoader() == null;
        if (!jdk && (Boolean) JDK.isOpen.invoke(module, packageName, agent)) {
            return;
        }
        JDK.redefineModule.invoke(
                instrumentation,
                module,
                Collections.emptySet(),
                Collections.emptyMap(),
                Collections.singletonMap(packageName, Collections.singleton(agent)),
                Collections.emptySet(),
                Collections.emptyMap());
    }

    /** What Java 9 brought, looked up once: each field that is read of Kafka's objects comes through here. */
    private static final class Jdk {

        private final Method getModule;
        private final Method isNamed;
        private final Method isOpen;
        private final Method redefineModule;

        private Jdk() throws ReflectiveOperationException {
            Class<?> type = Class.forName("java.lang.Module");
            getModule = Class.class.getMethod("getModule");
            isNamed = type.getMethod("isNamed");
            isOpen = type.getMethod("isOpen", String.class, type);
            redefineModule = Instrumentation.class.getMethod(
                    "redefineModule", type, Set.class, Map.class, Map.class, Set.class, Map.class);
        }

        /** Null on Java 8. */
        private static Jdk orNull() {
            try {
                return new Jdk();
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }
    }
}
