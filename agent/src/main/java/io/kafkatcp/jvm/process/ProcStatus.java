package io.kafkatcp.jvm.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What /proc/PID/status says of a process at one moment (proc(5)); readable for every user. */
public final class ProcStatus {

    private static final int SIGQUIT = 3;

    private final Map<String, String> fields = new HashMap<>();

    /** @throws IOException where there is no such process, or none that this user may see */
    public static ProcStatus read(Path proc) throws IOException {
        return new ProcStatus(new String(Files.readAllBytes(proc.resolve("status")), StandardCharsets.UTF_8));
    }

    ProcStatus(String text) {
        for (String line : text.split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).trim());
            }
        }
    }

    /** The effective one, as our own user namespace numbers it. */
    public int uid() {
        return Integer.parseInt(numbers("Uid").get(1));
    }

    public int gid() {
        return Integer.parseInt(numbers("Gid").get(1));
    }

    public List<String> groups() {
        return numbers("Groups");
    }

    public String pid() {
        return fields.get("Pid");
    }

    /** As the process itself sees it, in the innermost of its namespaces. */
    String innerPid() {
        List<String> pids = numbers("NSpid");
        return pids.isEmpty() ? fields.get("Pid") : pids.get(pids.size() - 1);
    }

    /** R, S, D, T (stopped), t (traced), Z. */
    public char state() {
        return fields.getOrDefault("State", "?").charAt(0);
    }

    String tracer() {
        return fields.getOrDefault("TracerPid", "0");
    }

    /** What does not catch it dies of it: a JVM that just starts, or has -Xrs. */
    public boolean catchesQuit() {
        return has("SigCgt");
    }

    boolean hasQuitPending() {
        return has("SigPnd") || has("ShdPnd");
    }

    private boolean has(String mask) {
        return (Long.parseUnsignedLong(fields.getOrDefault(mask, "0"), 16) & 1L << SIGQUIT - 1) != 0;
    }

    private List<String> numbers(String name) {
        String text = fields.getOrDefault(name, "");
        return text.isEmpty() ? Collections.<String>emptyList() : Arrays.asList(text.split("\\s+"));
    }
}
