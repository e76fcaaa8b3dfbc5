package io.kafkatcp.core.kernel;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the C library says in place of some English texts in the language that the environment asks for, from its own
 * catalog (gettext's "The Format of GNU MO Files"). Immutable.
 */
final class MessageCatalog {

    private static final int MAGIC = 0x950412de;
    /** glibc's largest has 200 kB. */
    private static final int MOST_BYTES = 4 * 1_024 * 1_024;

    private static final String FILE = "LC_MESSAGES/libc.mo";
    private static final String CHARSET = "charset=";

    private final Map<String, String> english;

    private MessageCatalog(Map<String, String> english) {
        this.english = english;
    }

    /** @param directories in which the languages lie */
    static MessageCatalog of(List<String> texts, Map<String, String> environment, File... directories) {
        for (String language : languages(environment)) {
            for (File directory : directories) {
                File file = new File(new File(directory, language), FILE);
                if (file.isFile()) {
                    return new MessageCatalog(read(file, texts));
                }
            }
        }
        return new MessageCatalog(Collections.<String, String>emptyMap());
    }

    /** @return the English text, or the given one where it is none of those */
    String english(String said) {
        String known = english.get(said);
        return known == null ? said : known;
    }

    /** In the order of gettext(3): LANGUAGE is a list, and counts only where the locale is not the C library's own. */
    private static List<String> languages(Map<String, String> environment) {
        String locale = first(environment, "LC_ALL", "LC_MESSAGES", "LANG");
        List<String> languages = new ArrayList<>();
        if (locale.isEmpty() || locale.equals("C") || locale.equals("POSIX") || locale.startsWith("C.")) {
            return languages;
        }
        for (String wanted : (first(environment, "LANGUAGE") + ":" + locale).split(":")) {
            String plain = wanted.replaceAll("[.@].*", "");
            if (!plain.isEmpty() && plain.indexOf('/') < 0) {
                languages.add(plain);
                languages.add(plain.replaceAll("_.*", ""));
            }
        }
        return languages;
    }

    private static String first(Map<String, String> environment, String... names) {
        for (String name : names) {
            String value = environment.get(name);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private static Map<String, String> read(File file, List<String> texts) {
        try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
            byte[] bytes = new byte[(int) Math.min(MOST_BYTES, in.length())];
            in.readFully(bytes);
            return translations(ByteBuffer.wrap(bytes), texts);
        } catch (IOException | RuntimeException e) {
            // none that can be read: then the words stay as they are
            return Collections.emptyMap();
        }
    }

    private static Map<String, String> translations(ByteBuffer catalog, List<String> texts) {
        catalog.order(catalog.getInt(0) == MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        Map<String, String> english = new HashMap<>();
        int originals = catalog.getInt(12);
        int translated = catalog.getInt(16);
        Charset charset = Charset.forName("UTF-8");
        // sorted, so that the empty one, which describes the others, comes first
        for (int i = 0; i < catalog.getInt(8); i++) {
            String original = text(catalog, originals + 8 * i, charset);
            if (original.isEmpty()) {
                charset = charset(text(catalog, translated, charset));
            } else if (texts.contains(original)) {
                english.put(text(catalog, translated + 8 * i, charset), original);
            }
        }
        return english;
    }

    private static Charset charset(String description) {
        int at = description.indexOf(CHARSET) + CHARSET.length();
        return Charset.forName(description.substring(at, description.indexOf('\n', at)));
    }

    /** @param at where its length and its place stand */
    private static String text(ByteBuffer catalog, int at, Charset charset) {
        return new String(catalog.array(), catalog.getInt(at + 4), catalog.getInt(at), charset);
    }
}
