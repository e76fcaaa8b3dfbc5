package io.kafkatcp.core.start.config;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects what was set, and where: agent arguments before system properties before environment before the file that
 * {@code config} names. Uses java.io alone, since java.nio.file is not to be initialised before {@code main}.
 */
public final class Sources {

    private final Map<Option, Setting> settings = new EnumMap<>(Option.class);
    private final List<String> complaints;

    private Sources(List<String> complaints) {
        this.complaints = complaints;
    }

    static Map<Option, Setting> read(
            String arguments, Properties properties, Map<String, String> environment, List<String> complaints) {
        Sources sources = new Sources(complaints);
        sources.readArguments(arguments, "agent argument");
        sources.readProperties(properties);
        sources.readEnvironment(environment);
        sources.readFile();
        return sources.settings;
    }

    /** What is to be changed in a running agent; named by whoever types it, so no other source counts. */
    static Map<Option, Setting> changes(String arguments, List<String> complaints) {
        Sources sources = new Sources(complaints);
        sources.readArguments(arguments, "set");
        return sources.settings;
    }

    private void readArguments(String arguments, String source) {
        if (arguments == null || arguments.trim().isEmpty()) {
            return;
        }
        List<String> seen = new ArrayList<>();
        // an option of several values, which people join by commas
        String before = "";
        for (String part : arguments.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                complaints.add("agent argument '" + part.trim() + "' is no name=value; write "
                        + (before.isEmpty()
                                ? "name=value,name=value" + Nearest.hint(part.trim(), Option.names())
                                : before + "+" + part.trim() + ": several values are joined by +"));
                continue;
            }
            String name = part.substring(0, equals).trim();
            if (seen.contains(name)) {
                complaints.add("option '" + name + "' stands twice in the agent arguments; keep one");
            }
            seen.add(name);
            add(name, part.substring(equals + 1), source);
            Option option = Option.named(name);
            before = option != null && option.takesSeveral() ? part.trim() : "";
        }
    }

    private void readProperties(Properties properties) {
        Set<String> ours = new TreeSet<>();
        for (String key : properties.stringPropertyNames()) {
            // sorted are these alone: a JVM that starts has sixty others, and no compiled code yet
            if (key.startsWith(Option.PROPERTY_PREFIX)) {
                ours.add(key);
            }
        }
        for (String key : ours) {
            add(key.substring(Option.PROPERTY_PREFIX.length()), properties.getProperty(key), "system property " + key);
        }
    }

    private void readEnvironment(Map<String, String> environment) {
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String name = variable.getKey();
            // Helm and compose set to nothing what nobody has given a value
            if (!name.startsWith(Option.ENVIRONMENT_PREFIX)
                    || variable.getValue().trim().isEmpty()) {
                continue;
            }
            Option option = Option.withEnvironment(name);
            if (option == null) {
                complaints.add(
                        "environment variable " + name + " names no option" + Nearest.hint(name, environmentNames()));
            } else {
                add(option.optionName(), variable.getValue(), "environment " + name);
            }
        }
    }

    private void readFile() {
        Setting config = settings.get(Option.CONFIG);
        if (config == null || config.text.isEmpty()) {
            return;
        }
        File file = new File(config.text);
        Properties content;
        try {
            content = ConfigFile.read(file);
        } catch (IOException e) {
            complaints.add("option " + config + " cannot be read: " + e.getMessage()
                    + "; name a properties file, absolute or from " + new File("").getAbsolutePath());
            return;
        }
        for (String name : new TreeSet<>(content.stringPropertyNames())) {
            if (name.equals(Option.CONFIG.optionName())) {
                complaints.add("option 'config' cannot stand in the file " + file + " itself; remove it there");
            } else {
                add(name, content.getProperty(name), "file " + file);
            }
        }
    }

    /** The first source that knows an option wins; every name is checked all the same. */
    private void add(String name, String text, String source) {
        Option option = Option.named(name);
        if (option == null) {
            complaints.add("option '" + name + "' (" + source + ") is unknown; known are "
                    + Nearest.join(Option.names()) + Nearest.hint(name, Option.names()));
        } else if (!settings.containsKey(option)) {
            settings.put(option, new Setting(option, text.trim(), source));
        }
    }

    private static String[] environmentNames() {
        Option[] all = Option.values();
        String[] names = new String[all.length];
        for (int i = 0; i < all.length; i++) {
            names[i] = all[i].environment();
        }
        return names;
    }
}
