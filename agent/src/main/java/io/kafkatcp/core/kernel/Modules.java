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

    private Modules() {}

    /** @param member a class of the package; @param to a class of the agent */
    public static void open(Instrumentation instrumentation, Class<?> member, String packageName, Class<?> to)
            throws ReflectiveOperationException {
        Method getModule;
        try {
            getModule = Class.class.getMethod("getModule");
        } catch (NoSuchMethodException e) {
            return;
        }
        Object module = getModule.invoke(member);
        Class<?> type = Class.forName("java.lang.Module");
        if (!(Boolean) type.getMethod("isNamed").invoke(module)) {
            return;
        }
        Object agent = getModule.invoke(to);
        // JDK 9 to 16 call their own packages open, and print a warning when that is made use of
        boolean jdk = member.getClassLoader() == null;
        if (!jdk && (Boolean) type.getMethod("isOpen", String.class, type).invoke(module, packageName, agent)) {
            return;
        }
        Set<Object> us = Collections.singleton(agent);
        Instrumentation.class
                .getMethod("redefineModule", type, Set.class, Map.class, Map.class, Set.class, Map.class)
                .invoke(
                        instrumentation,
                        module,
                        Collections.emptySet(),
                        Collections.emptyMap(),
                        Collections.singletonMap(packageName, us),
                        Collections.emptySet(),
                        Collections.emptyMap());
    }
}
