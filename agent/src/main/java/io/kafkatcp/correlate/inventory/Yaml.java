package io.kafkatcp.correlate.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the clouds' command lines print as YAML, as maps, lists and strings: blocks, and no more of YAML. Pure. */
final class Yaml {

    private static final String MEMBER = "(?s)\"?[A-Za-z_][\\w.-]*\"?:(\\s.*)?";

    private static final int DEEPEST = 200;

    private final List<String> lines = new ArrayList<>();
    private int at;

    private Yaml(String text) {
        for (String line : text.split("\r?\n")) {
            if (!line.trim().isEmpty() && !line.trim().startsWith("#")) {
                lines.add(line);
            }
        }
    }

    static boolean is(String text) {
        String first = text.trim().split("\r?\n", 2)[0];
        return first.equals("---") || (first.startsWith("- ") ? first.substring(2) : first).matches(MEMBER);
    }

    /** All documents. */
    static List<Object> read(String text) {
        Yaml yaml = new Yaml(text);
        List<Object> documents = new ArrayList<>();
        while (yaml.at < yaml.lines.size()) {
            if (yaml.content().equals("---")) {
                yaml.at++;
            } else {
                int before = yaml.at;
                documents.add(yaml.value(yaml.indent()));
                yaml.at = Math.max(yaml.at, before + 1);
            }
        }
        return documents;
    }

    private Object value(int indent) {
        if (indent > DEEPEST) {
            // no tool's: what is not read is no interface
            at++;
            return null;
        }
        return content().startsWith("-") && !content().equals("---") ? list(indent) : map(indent);
    }

    private List<Object> list(int indent) {
        List<Object> list = new ArrayList<>();
        while (isAt(indent) && (content().startsWith("- ") || content().equals("-"))) {
            String line = lines.get(at);
            String item = content().substring(1).trim();
            if (item.matches(MEMBER) || item.startsWith("- ")) {
                // its members go on in the lines that follow, below the first
                lines.set(at, line.substring(0, indent) + ' ' + line.substring(indent + 1));
                list.add(value(indent()));
            } else {
                at++;
                list.add(item.isEmpty() ? nested(indent) : scalar(item));
            }
        }
        return list;
    }

    private Map<String, Object> map(int indent) {
        Map<String, Object> map = new LinkedHashMap<>();
        while (isAt(indent) && content().matches(MEMBER)) {
            String member = content();
            int colon = member.indexOf(':');
            String rest = member.substring(colon + 1).trim();
            at++;
            map.put(scalar(member.substring(0, colon)), rest.isEmpty() ? nested(indent) : scalar(rest));
        }
        return map;
    }

    /** A list may stand as far to the left as the name of its member. */
    private Object nested(int indent) {
        if (at == lines.size() || content().equals("---")) {
            return null;
        }
        return indent() > indent || indent() == indent && content().startsWith("- ") ? value(indent()) : null;
    }

    private boolean isAt(int indent) {
        return at < lines.size() && indent() == indent;
    }

    private int indent() {
        String line = lines.get(at);
        return line.length() - line.replaceFirst("^ +", "").length();
    }

    private String content() {
        return lines.get(at).trim();
    }

    private static String scalar(String text) {
        return text.replaceAll("^(['\"])(.*)\\1$", "$2");
    }
}
