package io.kafkatcp.core.weave;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One copy of Kafka in one class loader, and which features its classes have the members for. Decided once, when the
 * first of them arrives, by reading the class files of the others and loading nothing. Isolated loader, on the thread
 * that loads that class.
 */
final class KafkaCopy {

    private final Map<Feature, String> missing = new EnumMap<>(Feature.class);
    private final List<WovenClass> classes = new ArrayList<>();

    /** @param prefix such as {@code org/apache/kafka}; @param files finds the class that arrived and its siblings */
    KafkaCopy(String prefix, ClassFiles files, WovenClass[] wanted) {
        for (WovenClass woven : wanted) {
            if (!missing.containsKey(woven.feature())) {
                String reason = missingFrom(woven, prefix, files);
                if (reason != null) {
                    missing.put(woven.feature(), reason);
                }
            }
        }
        for (WovenClass woven : wanted) {
            if (isOn(woven.feature())) {
                classes.add(woven);
            }
        }
    }

    private static String missingFrom(WovenClass woven, String prefix, ClassFiles files) {
        String name = prefix + woven.suffix();
        try {
            ClassShape found = files.shape(name);
            if (found == null && woven.formerSuffix() != null) {
                found = files.shape(prefix + woven.formerSuffix());
            }
            return found == null ? "class file of " + name.replace('/', '.') : woven.missingMember(found, files);
        } catch (Exception e) {
            // ASM's answer to a class file of a Java that was not there when the agent was built, or a loader that
            // gives no files
            return "readable class file of " + name.replace('/', '.') + " (" + e.getMessage() + ")";
        }
    }

    boolean isOn(Feature feature) {
        return !missing.containsKey(feature);
    }

    /** Why a feature is off, as the member that is not there. */
    Map<Feature, String> missing() {
        return missing;
    }

    String featuresOn() {
        Set<String> on = new LinkedHashSet<>();
        for (WovenClass woven : classes) {
            on.add(woven.feature().toString());
        }
        return String.join(", ", on);
    }

    String featuresOff() {
        List<String> off = new ArrayList<>();
        for (Map.Entry<Feature, String> feature : missing.entrySet()) {
            off.add(feature.getKey() + ": no " + feature.getValue());
        }
        return String.join(", ", off);
    }

    /** What is to be put into the class of that name; empty for nothing. */
    List<WovenClass> wovenAs(String suffix) {
        List<WovenClass> found = new ArrayList<>();
        for (WovenClass woven : classes) {
            if (suffix.equals(woven.suffix()) || suffix.equals(woven.formerSuffix())) {
                found.add(woven);
            }
        }
        return found;
    }
}
