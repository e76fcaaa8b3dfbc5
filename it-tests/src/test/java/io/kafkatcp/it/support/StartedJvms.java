package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** JVMs to attach to, each until the test ends; and none of them may have seen an internal error of the agent's. */
public final class StartedJvms implements AfterEachCallback {

    private final List<Process> started = new ArrayList<>();
    private Path err;

    /**
     * @param awaited the line after which it is up
     * @param java the program and its options
     * @return its pid
     */
    public String start(String awaited, List<String> java, Class<?> main, List<String> arguments) throws IOException {
        startAndRead(awaited, java, main, arguments);
        return pid();
    }

    /** The same, for what it says before that line. */
    public List<String> startAndRead(String awaited, List<String> java, Class<?> main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(java);
        command.add(main.getName());
        command.addAll(arguments);
        if (err == null) {
            err = Files.createTempFile("started", ".err");
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()))
                .start();
        started.add(process);
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()));
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); !awaited.equals(line); line = out.readLine()) {
            assertThat(line).as(err()).isNotNull();
            said.add(line);
        }
        return said;
    }

    /** Of the last that was started. */
    public String pid() {
        return Long.toString(started.get(started.size() - 1).pid());
    }

    /** What all of them have written to standard error. */
    public String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        started.clear();
        if (err != null) {
            String said = err();
            Files.delete(err);
            err = null;
            assertThat(said).doesNotContain("internal error");
        }
    }
}
