package io.kafkatcp.core.weave;

import io.kafkatcp.core.start.KafkaNames;
import io.kafkatcp.core.weave.classfile.ClassFiles;
import io.kafkatcp.core.weave.classfile.ClassShape;
import java.kafkatcp.bridge.Bridge;
import java.util.EnumMap;
import java.util.Map;

/**
 * Finds out whether what is named like Kafka's classes is Kafka, and which features it has the members for: from the
 * class that has arrived and the files of its siblings, loading nothing but the bridge. Calls the application's class
 * loader, so nobody may hold a lock here.
 */
final class Inspection {

    private static final String SELECTABLE = "/common/network/Selectable";

    private final ClassLoader loader;
    private final String prefix;
    private final ClassFiles files;
    private final WovenClass[] wanted;

    /** @param prefix such as {@code org/apache/kafka} */
    Inspection(ClassLoader loader, String prefix, ClassFiles files, WovenClass[] wanted) {
        this.loader = loader;
        this.prefix = prefix;
        this.files = files;
        this.wanted = wanted;
    }

    KafkaCopy run() {
        String foreign = whyNotKafka();
        if (foreign != null && !KafkaNames.looksLikeKafka(prefix)) {
            return KafkaCopy.nobodys(prefix);
        }
        if (foreign != null) {
            return copy(all("it is no Kafka that the agent knows, for it has no " + foreign));
        }
        if (!seesBridge(loader)) {
            return copy(all("its class loader does not let it see " + Bridge.NAME));
        }
        return copy(missing());
    }

    private KafkaCopy copy(Map<Feature, String> off) {
        return new KafkaCopy(prefix, describe(loader), wanted, off);
    }

    private static Map<Feature, String> all(String reason) {
        Map<Feature, String> off = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            off.put(feature, reason);
        }
        return off;
    }

    /** By structure: applications name classes of their own like Kafka's. @return what is missing, or null */
    private String whyNotKafka() {
        try {
            ClassShape selector = files.shape(prefix + KafkaNames.SELECTOR);
            if (selector == null) {
                return classFileOf(KafkaNames.SELECTOR);
            }
            if (!selector.declaresInterface(prefix + SELECTABLE)) {
                return "Selector that is a Selectable";
            }
            return files.shape(prefix + KafkaNames.CHANNEL) == null ? classFileOf(KafkaNames.CHANNEL) : null;
        } catch (Exception e) {
            return unreadable(KafkaNames.SELECTOR, e);
        }
    }

    private Map<Feature, String> missing() {
        Map<Feature, String> off = new EnumMap<>(Feature.class);
        for (WovenClass wovenClass : wanted) {
            String member = off.containsKey(wovenClass.feature()) ? null : missingFrom(wovenClass);
            if (member != null) {
                off.put(wovenClass.feature(), "this version of Kafka has no " + member);
            }
        }
        return off;
    }

    private String missingFrom(WovenClass wovenClass) {
        try {
            ClassShape found = files.shape(prefix + wovenClass.suffix());
            if (found == null && wovenClass.formerSuffix() != null) {
                found = files.shape(prefix + wovenClass.formerSuffix());
            }
            return found == null ? classFileOf(wovenClass.suffix()) : wovenClass.missingMember(found, files);
        } catch (Exception e) {
            return unreadable(wovenClass.suffix(), e);
        }
    }

    private String classFileOf(String suffix) {
        return "class file of " + (prefix + suffix).replace('/', '.');
    }

    /** Of a Java that was not there when the agent was built, or from a loader that gives no files. */
    private String unreadable(String suffix, Exception e) {
        return "readable " + classFileOf(suffix) + " (" + e.getMessage() + ")";
    }

    private static boolean seesBridge(ClassLoader loader) {
        try {
            Class.forName(Bridge.NAME, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Not the loader's own toString, which may do anything, such as print a class path of pages. */
    private static String describe(ClassLoader loader) {
        return loader == null
                ? "the boot loader"
                : loader.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(loader));
    }
}
