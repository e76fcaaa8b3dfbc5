package io.kafkatcp.jvm.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a JVM was started, by its command line: what it runs, and which of its flags concern whoever attaches. */
public final class JavaCommand {

    /** Of the launcher; what follows each is its value. */
    private static final Set<String> WITH_VALUE = new HashSet<>(Arrays.asList(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--limit-modules",
            "--enable-native-access",
            "--add-exports",
            "--add-opens",
            "--add-reads",
            "--patch-module",
            "--source"));

    private static final Pattern ATTACH_FLAG = Pattern.compile("([+-])DisableAttachMechanism");
    private static final long LARGEST_FILE = 64 * 1024;

    private final Path proc;
    private final List<String> words;

    private JavaCommand(Path proc, List<String> words) {
        this.proc = proc;
        this.words = words;
    }

    static JavaCommand of(Path proc) {
        return new JavaCommand(proc, Arrays.asList(text(proc.resolve("cmdline")).split("\0")));
    }

    static JavaCommand of(String... words) {
        return new JavaCommand(null, Arrays.asList(words));
    }

    /**
     * The main class, the jar or module/class; where a file of arguments has it, that file's name. Of javac, jshell or
     * a program with a JVM inside it is the program: what its arguments mean is not known.
     */
    public String main() {
        if (!isLauncher()) {
            return words.get(0);
        }
        String file = "";
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-jar") || word.equals("-m") || word.equals("--module")) {
                return i + 1 < words.size() ? words.get(i + 1) : word;
            }
            if (word.startsWith("--module=")) {
                return word.substring("--module=".length());
            }
            if (word.startsWith("@")) {
                file = word;
            } else if (WITH_VALUE.contains(word)) {
                i++;
            } else if (!word.startsWith("-")) {
                return word;
            }
        }
        return file.isEmpty() && !words.isEmpty() ? words.get(0) : file;
    }

    /** Also one whose first word somebody has changed (exec -a). */
    private boolean isLauncher() {
        if (isJava() || proc == null) {
            return isJava();
        }
        try {
            return Files.readSymbolicLink(proc.resolve("exe")).endsWith("java");
        } catch (IOException notOurs) {
            return false;
        }
    }

    public boolean isJava() {
        return words.get(0).equals("java") || words.get(0).endsWith("/java");
    }

    /**
     * Whether it was told to answer nobody, and to print a thread dump at the signal with which others begin.
     *
     * @param asItsUser whether we may open what its command line names: with its own rights, and with no more
     */
    public boolean refusesAttach(boolean asItsUser) {
        StringBuilder all = new StringBuilder();
        for (String variable : text(proc.resolve("environ")).split("\0")) {
            if (variable.startsWith("JAVA_TOOL_OPTIONS=") || variable.startsWith("JDK_JAVA_OPTIONS=")) {
                all.append(variable).append(' ');
            }
        }
        for (String word : words) {
            all.append(word).append(' ');
            if (asItsUser) {
                all.append(contents(word)).append(' ');
            }
        }
        // it has the last word
        for (String variable : text(proc.resolve("environ")).split("\0")) {
            if (variable.startsWith("_JAVA_OPTIONS=")) {
                all.append(variable);
            }
        }
        return lastSaysYes(all);
    }

    private static boolean lastSaysYes(CharSequence text) {
        boolean yes = false;
        for (Matcher matcher = ATTACH_FLAG.matcher(text); matcher.find(); ) {
            yes = matcher.group(1).equals("+");
        }
        return yes;
    }

    /** Of a file of arguments. */
    private String contents(String word) {
        String file = word.startsWith("@")
                ? word.substring(1)
                : word.startsWith("-XX:Flags=") || word.startsWith("-XX:VMOptionsFile=")
                        ? word.substring(word.indexOf('=') + 1)
                        : "";
        if (file.isEmpty()) {
            return "";
        }
        Path path = file.startsWith("/")
                ? proc.resolve("root").resolve(file.substring(1))
                : proc.resolve("cwd").resolve(file);
        try {
            // never a pipe, which would hold us
            return Files.isRegularFile(path) && Files.size(path) <= LARGEST_FILE ? text(path) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** @return empty where it is not ours to read */
    private static String text(Path path) {
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
