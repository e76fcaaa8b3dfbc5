package io.kafkatcp.core.start;

import io.kafkatcp.core.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Has the classes of Kafka that are loaded already pass through the transformers again. At the start: those that came
 * before the agent, by another agent, out of an AOT cache (JDK 25), or in a JVM that is attached to; without it an
 * agent does nothing there, silently. At the end, when the agent's transformer is gone: each gets its own bytes back.
 */
public final class LoadedClasses {

    private LoadedClasses() {}

    /**
     * Before {@code main} the boot loader has the JDK's classes alone; to look at their names doubled what the agent
     * takes in a JVM without Kafka.
     */
    public static void weaveEarly(Instrumentation instrumentation, WeaverSource weavers) {
        weave(wanted(instrumentation, false), instrumentation, weavers);
    }

    public static void weave(Instrumentation instrumentation, WeaverSource weavers) {
        weave(wanted(instrumentation, true), instrumentation, weavers);
    }

    private static void weave(List<Class<?>> wanted, Instrumentation instrumentation, WeaverSource weavers) {
        if (wanted.isEmpty()) {
            return;
        }
        Map<Class<?>, String> refused = retransform(wanted, instrumentation);
        Weaver weaver = weavers.get();
        for (Map.Entry<Class<?>, String> each : refused.entrySet()) {
            if (weaver != null) {
                weaver.refused(each.getKey(), each.getValue());
            }
        }
    }

    /** What was loaded while the agent was being made; nothing where it has stayed out, or is gone. */
    public static void weaveMissed(Instrumentation instrumentation, WeaverSource weavers) {
        Weaver weaver = weavers.get();
        List<Class<?>> missed = new ArrayList<>();
        for (Class<?> loaded : wanted(instrumentation, true)) {
            if (weaver != null && !weaver.isWoven(loaded)) {
                missed.add(loaded);
            }
        }
        weave(missed, instrumentation, weavers);
    }

    /** Of one copy of Kafka alone; those that the JVM refuses stay as they are. */
    public static void reweave(Instrumentation instrumentation, ClassLoader loader, String prefix) {
        List<Class<?>> ofCopy = new ArrayList<>();
        for (Class<?> loaded : wanted(instrumentation, true)) {
            String name = loaded.getName().replace('.', '/');
            if (loaded.getClassLoader() == loader && KafkaNames.prefixOf(name).equals(prefix)) {
                ofCopy.add(loaded);
            }
        }
        retransform(ofCopy, instrumentation);
    }

    /**
     * When the transformer is gone.
     *
     * @return which classes could not be given back what they had, and why, to be read after what has been done; or ""
     */
    public static String restore(Instrumentation instrumentation) {
        StringBuilder kept = new StringBuilder();
        for (Map.Entry<Class<?>, String> each :
                retransform(wanted(instrumentation, true), instrumentation).entrySet()) {
            kept.append("; ")
                    .append(each.getKey().getName())
                    .append(" keeps the agent's calls, which do nothing any more: ")
                    .append(each.getValue());
        }
        return kept.toString();
    }

    /** All at once, for each call of retransformClasses stops every thread of the JVM for a moment. */
    private static Map<Class<?>, String> retransform(List<Class<?>> wanted, Instrumentation instrumentation) {
        Map<Class<?>, String> refused = new LinkedHashMap<>();
        List<Class<?>> modifiable = new ArrayList<>();
        for (Class<?> each : wanted) {
            if (instrumentation.isModifiableClass(each)) {
                modifiable.add(each);
            } else {
                refused.put(each, "the JVM lets nobody change it");
            }
        }
        try {
            retransform(instrumentation, modifiable.toArray(new Class<?>[0]));
        } catch (Exception | LinkageError | InternalError oneOfThem) {
            for (Class<?> each : modifiable) {
                try {
                    retransform(instrumentation, each);
                } catch (Exception | LinkageError | InternalError e) {
                    refused.put(each, reason(e));
                }
            }
        }
        return refused;
    }

    private static void retransform(Instrumentation instrumentation, Class<?>... classes) throws Exception {
        if (classes.length > 0) {
            instrumentation.retransformClasses(classes);
        }
    }

    /** The JVM allows no other members than there were (JVMTI, RetransformClasses). */
    private static String reason(Throwable refusal) {
        return refusal instanceof UnsupportedOperationException
                ? "another agent in this JVM gave it members of its own when it was loaded, and not the same again ("
                        + refusal.getMessage() + ")"
                : "the JVM refuses it (" + refusal + ")";
    }

    private static List<Class<?>> wanted(Instrumentation instrumentation, boolean ofBootLoaderToo) {
        List<Class<?>> wanted = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            boolean looksAt = ofBootLoaderToo || loaded.getClassLoader() != null;
            if (looksAt && KafkaNames.isWanted(loaded.getName().replace('.', '/'))) {
                wanted.add(loaded);
            }
        }
        return wanted;
    }
}
