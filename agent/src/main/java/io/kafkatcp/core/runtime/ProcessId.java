package io.kafkatcp.core.runtime;

import java.io.File;

/** This process' number without java.lang.management, which would start JMX before the application does. */
public final class ProcessId {

    private ProcessId() {}

    /** @return -1 where neither Linux nor the JDK (9 and newer) tells it */
    public static long read(File proc) {
        String stat = FirstLine.of(new File(proc, "self/stat"));
        if (stat != null && stat.indexOf(' ') > 0) {
            try {
                return Long.parseLong(stat.substring(0, stat.indexOf(' ')));
            } catch (NumberFormatException e) {
                return fromJdk();
            }
        }
        return fromJdk();
    }

    private static long fromJdk() {
        try {
            Class<?> handle = Class.forName("java.lang.ProcessHandle");
            return (Long)
                    handle.getMethod("pid").invoke(handle.getMethod("current").invoke(null));
        } catch (ReflectiveOperationException e) {
            return -1;
        }
    }
}
