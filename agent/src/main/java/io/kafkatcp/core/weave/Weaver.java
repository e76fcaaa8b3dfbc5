package io.kafkatcp.core.weave;

import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.start.KafkaNames;
import io.kafkatcp.core.weave.classfile.ClassFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Puts the calls of the bridge into Kafka's classes, or leaves them as they are and says why. Works on the bytes that
 * the JVM hands over, which another agent may have changed already. Any thread that loads a class; holds no lock while
 * it calls the application's class loaders, which hold locks of their own.
 */
public final class Weaver {

    private final WovenClass[] wanted = KafkaClasses.all();
    private final KafkaCopies copies = new KafkaCopies();
    private final AgentLog agentLog;
    private final String mode;
    private final Withdrawal withdrawal;

    /**
     * @param mode what the agent does to sockets, to be read after the loader and a colon
     * @param withdrawal takes the rest of a feature out where one class of it cannot be woven
     */
    public Weaver(AgentLog agentLog, String mode, Withdrawal withdrawal) {
        this.agentLog = agentLog;
        this.mode = mode;
        this.withdrawal = withdrawal;
    }

    /** @return the class file to use instead, or null for the one given */
    public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
        ClassFiles files = new ClassFiles(loader, name, classFile);
        KafkaCopy copy = copyOf(loader, KafkaNames.prefixOf(name), files);
        String suffix = KafkaNames.suffixOf(name);
        byte[] woven = null;
        // once more without a feature that cannot be had
        for (List<WovenClass> left = copy.wovenAs(suffix); woven == null && !left.isEmpty(); ) {
            woven = weave(copy, loader, name, files, left);
            left = copy.wovenAs(suffix);
        }
        copy.handedOver(suffix, woven != null);
        return woven;
    }

    private byte[] weave(
            KafkaCopy copy, ClassLoader loader, String name, ClassFiles files, List<WovenClass> wovenClasses) {
        String reason = name.replace('/', '.') + " could not be woven: ";
        try {
            return Weaving.of(files, wovenClasses);
        } catch (NotWoven e) {
            off(copy, loader, e.feature, reason + e.getMessage());
        } catch (Throwable t) {
            for (WovenClass woven : wovenClasses) {
                off(copy, loader, woven.feature(), reason + t);
            }
        }
        return null;
    }

    /** The JVM does not take a class that was loaded before with what was put into it. */
    public void refused(Class<?> loaded, String reason) {
        String name = loaded.getName().replace('.', '/');
        KafkaCopy copy = copies.find(loaded.getClassLoader(), KafkaNames.prefixOf(name));
        if (copy == null) {
            return;
        }
        String suffix = KafkaNames.suffixOf(name);
        copy.handedOver(suffix, false);
        for (WovenClass woven : copy.wovenAs(suffix)) {
            off(copy, loaded.getClassLoader(), woven.feature(), loaded.getName() + " could not be woven: " + reason);
        }
    }

    private void off(KafkaCopy copy, ClassLoader loader, Feature feature, String reason) {
        if (copy.off(feature, reason)) {
            agentLog.warn(feature + " off for " + copy.where() + ": " + reason);
            if (copy.hasWoven()) {
                withdrawal.begin(loader, copy.prefix());
            }
        }
    }

    public boolean isWoven(Class<?> loaded) {
        String name = loaded.getName().replace('.', '/');
        KafkaCopy copy = copies.find(loaded.getClassLoader(), KafkaNames.prefixOf(name));
        return copy != null && copy.isWoven(KafkaNames.suffixOf(name));
    }

    private KafkaCopy copyOf(ClassLoader loader, String prefix, ClassFiles files) {
        KafkaCopy copy = copies.find(loader, prefix);
        if (copy == null) {
            KafkaCopy mine = new Inspection(loader, prefix, files, wanted).run();
            copy = copies.putIfAbsent(loader, mine);
            if (copy == mine) {
                report(copy);
            }
        }
        return copy;
    }

    private void report(KafkaCopy copy) {
        Map<Feature, String> off = copy.off();
        if (off.size() == Feature.values().length && new HashSet<>(off.values()).size() == 1) {
            agentLog.warn(
                    "off for " + copy.where() + ": " + off.values().iterator().next());
            return;
        }
        for (Map.Entry<Feature, String> feature : off.entrySet()) {
            agentLog.warn(feature.getKey() + " off for " + copy.where() + ": " + feature.getValue());
        }
        if (copy.isKafka() && copy.isOn(Feature.SOCKET_OPTIONS)) {
            agentLog.info(copy.where() + ": " + mode);
        }
    }

    /** What is off, and why, as lines for whoever attaches. */
    public List<String> shortcomings() {
        List<String> lines = new ArrayList<>();
        for (KafkaCopy copy : copies.all()) {
            for (Map.Entry<Feature, String> off : copy.off().entrySet()) {
                lines.add(off.getKey() + " off for " + copy.where() + ": " + off.getValue());
            }
        }
        return lines;
    }

    /** Each copy of Kafka with its class loader, which features are on, and why others are off. */
    public List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (KafkaCopy copy : copies.all()) {
            if (copy.isKafka()) {
                rows.add(copy.row());
            }
        }
        return rows;
    }
}
