package io.kafkatcp.lab;

import io.kafkatcp.lab.process.Commands;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Holds the lab's namespaces by one process that ends when our JVM does, however it ends; the kernel then removes the
 * rest.
 */
final class NamespaceHolder implements AutoCloseable {
    /**
     * cat is process 1 of its pid namespace and reads a pipe from our JVM: end of file ends it, and with it all others
     * in there.
     */
    private static final String INSIDE =
            "mount -t tmpfs -o mode=755 lab /run && ip link set lo up && cd / && echo ready && exec cat";

    private final Process unshare;
    private final long pid;
    private final boolean userNamespace;

    private NamespaceHolder(Process unshare, long pid, boolean userNamespace) {
        this.unshare = unshare;
        this.pid = pid;
        this.userNamespace = userNamespace;
    }

    static NamespaceHolder start() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return start(true);
        }
        try {
            return start(false);
        } catch (LabException asRoot) {
            try {
                return start(
                        true); // a root without capabilities, as in many containers, may still own a user namespace
            } catch (LabException asUser) {
                throw asRoot;
            }
        }
    }

    private static NamespaceHolder start(boolean userNamespace) {
        List<String> command = new ArrayList<>(List.of("unshare"));
        if (userNamespace) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        command.addAll(
                List.of("--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", INSIDE));
        Process unshare = Commands.start(new ProcessBuilder().redirectErrorStream(true), command);
        String said = awaitReady(unshare);
        if (!said.isEmpty()) {
            unshare.destroyForcibly();
            throw new LabException(said);
        }
        long pid = unshare.children()
                .findFirst()
                .orElseThrow(() -> new LabException("the namespaces' first process ended at once"))
                .pid();
        return new NamespaceHolder(unshare, pid, userNamespace);
    }

    /** Returns what went wrong in the tools' own words; nothing when the holder stands. */
    private static String awaitReady(Process unshare) {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(unshare.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals("ready")) {
                    return "";
                }
                said.append(said.isEmpty() ? "" : "; ").append(line);
            }
        } catch (IOException e) {
            said.append(e.getMessage());
        }
        return said.isEmpty() ? "unshare ended without a word" : said.toString();
    }

    /**
     * Prefix of every command that is to run inside. -r and -w take the holder's root and working directory: without
     * them a chroot would be left, past our tmpfs, and the outer working directory has no name inside.
     */
    List<String> enter() {
        List<String> command =
                new ArrayList<>(List.of("nsenter", "-t", Long.toString(pid), "-r", "-w", "-m", "-n", "-p"));
        if (userNamespace) {
            command.addAll(List.of("-U", "--preserve-credentials"));
        }
        command.add("--");
        return command;
    }

    @Override
    public void close() {
        try {
            unshare.getOutputStream().close();
            if (!unshare.waitFor(10, TimeUnit.SECONDS)) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                unshare.destroyForcibly();
            }
        } catch (IOException e) {
            unshare.destroyForcibly(); // --kill-child takes the rest with it
        } catch (InterruptedException e) {
            unshare.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
