package io.kafkatcp.core.weave;

import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.start.KafkaNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Puts the calls of the bridge into Kafka's classes, or leaves them as they are and says why. Works on the bytes that
 * the JVM hands over, which another agent may have changed already. Isolated loader, any thread that loads a class.
 */
public final class Weaver {

    private static final String BRIDGE = "java.kafkatcp.bridge.Bridge";

    private final WovenClass[] wanted = KafkaClasses.all();
    private final Map<ClassLoader, Map<String, KafkaCopy>> copies = new WeakHashMap<>();
    private final AgentLog agentLog;
    private final String mode;

    /** @param mode what the agent does to sockets, to be read after the loader and a colon */
    public Weaver(AgentLog agentLog, String mode) {
        this.agentLog = agentLog;
        this.mode = mode;
    }

    /** @return the class file to use instead, or null for the one given */
    public byte[] weave(ClassLoader loader, String name, byte[] classFile) throws IOException {
        ClassFiles files = new ClassFiles(loader, name, classFile);
        List<WovenClass> woven = copyOf(loader, name, files).wovenAs(KafkaNames.suffixOf(name));
        return woven.isEmpty() ? null : Weaving.of(classFile, files, woven);
    }

    private KafkaCopy copyOf(ClassLoader loader, String name, ClassFiles files) {
        String prefix = KafkaNames.prefixOf(name);
        synchronized (copies) {
            Map<String, KafkaCopy> ofLoader = copies.get(loader);
            if (ofLoader == null) {
                ofLoader = new HashMap<>();
                copies.put(loader, ofLoader);
            }
            KafkaCopy copy = ofLoader.get(prefix);
            if (copy == null) {
                copy = inspect(loader, prefix, files);
                ofLoader.put(prefix, copy);
            }
            return copy;
        }
    }

    private KafkaCopy inspect(ClassLoader loader, String prefix, ClassFiles files) {
        boolean blind = !seesBridge(loader);
        KafkaCopy copy = new KafkaCopy(prefix, files, blind ? new WovenClass[0] : wanted);
        if (KafkaNames.looksLikeKafka(prefix)) {
            report(copy, blind, prefix.replace('/', '.') + " in " + describe(loader));
        }
        return copy;
    }

    private void report(KafkaCopy copy, boolean blind, String where) {
        if (blind) {
            agentLog.warn("off for " + where + ": its class loader does not let it see " + BRIDGE);
            return;
        }
        for (Map.Entry<Feature, String> off : copy.missing().entrySet()) {
            agentLog.warn(off.getKey() + " off for " + where + ": this version of Kafka has no " + off.getValue());
        }
        if (copy.isOn(Feature.SOCKET_OPTIONS)) {
            agentLog.info(where + ": " + mode);
        }
    }

    /** Each copy of Kafka with its class loader, which features are on, and why others are off. */
    public List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        synchronized (copies) {
            for (Map.Entry<ClassLoader, Map<String, KafkaCopy>> loader : copies.entrySet()) {
                for (Map.Entry<String, KafkaCopy> copy : loader.getValue().entrySet()) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("row", "kafka");
                    row.put("kafka", copy.getKey().replace('/', '.'));
                    row.put("class_loader", describe(loader.getKey()));
                    row.put("features_on", copy.getValue().featuresOn());
                    row.put("features_off", copy.getValue().featuresOff());
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static boolean seesBridge(ClassLoader loader) {
        try {
            Class.forName(BRIDGE, false, loader);
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
