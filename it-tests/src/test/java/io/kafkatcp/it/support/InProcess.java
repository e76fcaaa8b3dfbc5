package io.kafkatcp.it.support;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.util.List;

/** The jar's command line, classes and loader as they are in the jar, without a JVM for each call. */
public final class InProcess {

    private static final Method RUN = open();

    private InProcess() {}

    /** What it wrote to standard output, and its exit code. */
    public record Result(int exitCode, String out) {}

    public static synchronized Result run(List<String> arguments) throws ReflectiveOperationException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = (Integer) RUN.invoke(null, out, Built.AGENT.toFile(), "test", arguments.toArray(new String[0]));
        return new Result(code, out.toString(Charset.defaultCharset()));
    }

    private static Method open() {
        try {
            Constructor<?> loader = Class.forName("io.kafkatcp.entry.CliLoader").getDeclaredConstructor(File.class);
            loader.setAccessible(true);
            return ((ClassLoader) loader.newInstance(Built.AGENT.toFile()))
                    .loadClass("io.kafkatcp.cli.Cli")
                    .getMethod("run", OutputStream.class, File.class, String.class, String[].class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
