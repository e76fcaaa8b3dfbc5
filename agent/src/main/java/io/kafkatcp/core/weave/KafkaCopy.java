package io.kafkatcp.core.weave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One copy of Kafka in one class loader: which features its classes have the members for, decided when the first of
 * them arrives by reading the class files of the others, and what has become of them since. Any thread that loads a
 * class; calls nobody.
 */
final class KafkaCopy {

    private final String prefix;
    private final String where;
    private final WovenClass[] wanted;
    /** Why a feature is off. */
    private final Map<Feature, String> off = new EnumMap<>(Feature.class);
    /** By the end of their names. */
    private final Set<String> woven = new LinkedHashSet<>();

    /**
     * @param prefix such as {@code org/apache/kafka}
     * @param where it lies, for the operator
     * @param off why features are off from the beginning
     */
    KafkaCopy(String prefix, String where, WovenClass[] wanted, Map<Feature, String> off) {
        this.prefix = prefix;
        this.where = where;
        this.wanted = wanted;
        this.off.putAll(off);
    }

    /** Of an application that names its classes like Kafka's. */
    static KafkaCopy nobodys(String prefix) {
        return new KafkaCopy(prefix, null, new WovenClass[0], Collections.<Feature, String>emptyMap());
    }

    boolean isKafka() {
        return wanted.length > 0;
    }

    String prefix() {
        return prefix;
    }

    /** As {@code org.apache.kafka in its loader}. */
    String where() {
        return prefix.replace('/', '.') + " in " + where;
    }

    synchronized boolean isOn(Feature feature) {
        return !off.containsKey(feature);
    }

    /** @return false where it was off before */
    synchronized boolean off(Feature feature, String reason) {
        if (off.containsKey(feature)) {
            return false;
        }
        off.put(feature, reason);
        return true;
    }

    synchronized Map<Feature, String> off() {
        return new EnumMap<>(off);
    }

    /** What is to be put into the class of that name; empty for nothing. */
    List<WovenClass> wovenAs(String suffix) {
        List<WovenClass> found = new ArrayList<>();
        for (WovenClass wovenClass : wanted) {
            if (wovenClass.isNamed(suffix) && isOn(wovenClass.feature())) {
                found.add(wovenClass);
            }
        }
        return found;
    }

    /** The JVM has been handed that class with what is wanted in it, or as it is. */
    synchronized void handedOver(String suffix, boolean isWoven) {
        if (isWoven) {
            woven.add(suffix);
        } else {
            woven.remove(suffix);
        }
    }

    synchronized boolean isWoven(String suffix) {
        return woven.contains(suffix);
    }

    synchronized boolean hasWoven() {
        return !woven.isEmpty();
    }

    /** For the status: what is woven by now, and not what was planned. */
    synchronized Map<String, Object> row() {
        Set<String> on = new LinkedHashSet<>();
        Set<String> waiting = new LinkedHashSet<>();
        for (WovenClass wovenClass : wanted) {
            if (!off.containsKey(wovenClass.feature())) {
                (isWoven(wovenClass) ? on : waiting).add(wovenClass.feature().toString());
            }
        }
        waiting.removeAll(on);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("row", "kafka");
        row.put("kafka", prefix.replace('/', '.'));
        row.put("class_loader", where);
        row.put("features_on", String.join(", ", on));
        row.put("features_waiting", String.join(", ", waiting));
        row.put("features_off", reasons());
        row.put("woven", simpleNames());
        return row;
    }

    private boolean isWoven(WovenClass wovenClass) {
        return woven.contains(wovenClass.suffix()) || woven.contains(wovenClass.formerSuffix());
    }

    private String reasons() {
        List<String> reasons = new ArrayList<>();
        for (Map.Entry<Feature, String> feature : off.entrySet()) {
            reasons.add(feature.getKey() + ": " + feature.getValue());
        }
        return String.join(", ", reasons);
    }

    private String simpleNames() {
        List<String> names = new ArrayList<>();
        for (String suffix : woven) {
            names.add(suffix.substring(suffix.lastIndexOf('/') + 1));
        }
        return String.join(", ", names);
    }
}
