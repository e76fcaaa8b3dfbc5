package io.kafkatcp.report;

import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What the producers of each arm went through. */
final class Arms {

    static final String NOT_RECORDED = "not recorded";
    /** Two by the schema; a hostile input may name any number. */
    private static final int MOST = 8;

    private final Map<String, ArmStats> byName = new TreeMap<>();
    /** Of the last process that was seen: a file has its records together. */
    private String lastHost;

    private long lastPid;
    private String lastArm;
    private boolean any;

    /** The record's process is one of its arm. */
    void seen(FileRecord record) {
        String host = record.text(Field.HOST);
        long pid = record.number(Field.PID, -1);
        String arm = record.text(Field.ARM);
        if (any && pid == lastPid && Objects.equals(host, lastHost) && Objects.equals(arm, lastArm)) {
            return;
        }
        any = true;
        lastHost = host;
        lastPid = pid;
        lastArm = arm;
        of(arm).seen(process(record));
    }

    ArmStats of(FileRecord record) {
        return of(record.text(Field.ARM));
    }

    /** @param name null where no record says */
    ArmStats of(String name) {
        String known = name == null ? NOT_RECORDED : name;
        return byName.computeIfAbsent(
                byName.size() < MOST || byName.containsKey(known) ? known : NOT_RECORDED, ArmStats::new);
    }

    Map<String, ArmStats> all() {
        return Collections.unmodifiableMap(byName);
    }

    static String process(FileRecord record) {
        return record.text(Field.HOST) + "|" + record.number(Field.PID, -1);
    }
}
