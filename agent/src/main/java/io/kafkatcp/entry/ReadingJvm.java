package io.kafkatcp.entry;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Reads many records in a JVM with HotSpot's first compiler alone, which this one starts and waits for: in the seconds
 * that it takes, the second compiler costs about as much as all the reading, and what would keep it out of this JVM
 * from within is the JDK's own. Lives on the system loader, in the command line's JVM alone.
 */
final class ReadingJvm {

    static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";
    /** What G1 does beside the reading, and at each store of a reference, costs a sixth of all. */
    static final String SERIAL_GC = "-XX:+UseSerialGC";
    /** Half of the heap for what is new: most of what is made stays, and is then not copied to stay. */
    static final String HALF_IS_NEW = "-XX:NewRatio=1";

    private static final List<String> READING_VERBS = Arrays.asList("report", "correlate");
    /** Why it could not begin is no part of the answer. */
    static final String ERRORS_APART = "-XX:+DisplayVMOutputToStderr";

    /** Set in the second JVM. */
    private static final String READS = "kafkatcp.reads";
    /**
     * Added there to the exit code of the verb, of which none is above 74: one that could not begin ends with 1, which
     * would be a finding.
     */
    private static final int OF_A_VERB = 180;

    private static final int BY_SIGNAL = 128;
    private static final int KILLED = BY_SIGNAL + 9;
    /** At half of it, a JVM more costs what it spares. */
    private static final long FEWEST_BYTES = 16_000_000;
    /** In minutes of reading, the second compiler pays for itself. */
    private static final long MOST_BYTES = 3_000_000_000L;

    /** What whoever sets any other has chosen for this JVM is left alone: a debugger's port, another compiler. */
    private static final List<String> PLAIN_OPTIONS = Arrays.asList("-Xmx", "-Xms", "-Xss", "-D");

    /** The JVM reads options in these as well, and says so on standard error. */
    private static final List<String> VARIABLES =
            Arrays.asList("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private ReadingJvm() {}

    /** @return how to start it; empty where this JVM is to do the work itself */
    static List<String> command(String... arguments) {
        File java = new File(System.getProperty("java.home"), "bin/java");
        boolean free = Collections.disjoint(VARIABLES, System.getenv().keySet());
        boolean hotSpot = String.valueOf(System.getProperty("java.vm.name")).contains("Server VM");
        return free && hotSpot && java.canExecute() && isWorthIt(arguments)
                ? command(java.getPath(), ownCommand(), arguments)
                : Collections.<String>emptyList();
    }

    /** @param own how this JVM was started, as the kernel knows it */
    static List<String> command(String java, List<String> own, String... arguments) {
        int jar = own.size() - arguments.length - 1;
        if (jar < 2 || !own.get(jar - 1).equals("-jar") || !new File(own.get(jar)).isFile()) {
            return Collections.emptyList();
        }
        List<String> command = new ArrayList<String>();
        command.add(java);
        for (String option : own.subList(1, jar - 1)) {
            if (!isPlain(option)) {
                return Collections.emptyList();
            }
            command.add(option);
        }
        command.addAll(Arrays.asList(
                FIRST_COMPILER, SERIAL_GC, HALF_IS_NEW, ERRORS_APART, "-D" + READS, "-jar", own.get(jar)));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /**
     * @return the verb's exit code, or as shells have it 128 and the number of the signal that killed the JVM: it may
     *     have written a part of its answer, which must not come twice
     * @throws IOException where it could not begin
     */
    static int run(List<String> command) throws IOException, InterruptedException {
        Child child = new Child();
        Runtime.getRuntime().addShutdownHook(child);
        Process reading = child.begin(command);
        int status = reading == null ? BY_SIGNAL : reading.waitFor();
        if (status >= OF_A_VERB) {
            return status - OF_A_VERB;
        }
        if (status < BY_SIGNAL) {
            throw new IOException("it ended with " + status);
        }
        if (status == KILLED) {
            System.err.println("kafka-tcp-agent: the JVM that read the files was killed (signal 9), as where memory is"
                    + " short: give a smaller -Xmx, or fewer files");
        }
        return status;
    }

    /** Ends with this JVM, also where a signal comes while it is being started. */
    private static final class Child extends Thread {

        private Process process;
        private boolean over;

        Child() {
            super("end-reading");
        }

        /** Null where this JVM is about to end. */
        synchronized Process begin(List<String> command) throws IOException {
            if (!over) {
                process = new ProcessBuilder(command).inheritIO().start();
            }
            return process;
        }

        @Override
        public synchronized void run() {
            over = true;
            if (process != null) {
                process.destroy();
            }
        }
    }

    /** @return the status with which the JVM ends */
    static int status(int exitCode) {
        return System.getProperty(READS) == null ? exitCode : OF_A_VERB + exitCode;
    }

    static boolean isWorthIt(String... arguments) {
        long bytes = 0;
        for (String argument : arguments) {
            if (argument.contains("/dev/fd/") || argument.contains("/proc/")) {
                // as the shell's <(...), which is handed to this process alone
                return false;
            }
            bytes += new File(argument).isFile() ? new File(argument).length() : 0;
        }
        return bytes >= FEWEST_BYTES && bytes <= MOST_BYTES && READING_VERBS.contains(arguments[0]);
    }

    private static boolean isPlain(String option) {
        for (String plain : PLAIN_OPTIONS) {
            if (option.startsWith(plain)) {
                return true;
            }
        }
        return false;
    }

    /** Empty where there is no /proc. */
    private static List<String> ownCommand() {
        try (InputStream in = new FileInputStream("/proc/self/cmdline")) {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            byte[] buffer = new byte[4_096];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                read.write(buffer, 0, n);
            }
            return Arrays.asList(read.toString().split("\0", -1)).subList(0, count(read.toByteArray()));
        } catch (IOException notLinux) {
            return Collections.emptyList();
        }
    }

    /** Each ends with a zero, also an empty one. */
    private static int count(byte[] zeroEnded) {
        int count = 0;
        for (byte b : zeroEnded) {
            count += b == 0 ? 1 : 0;
        }
        return count;
    }
}
