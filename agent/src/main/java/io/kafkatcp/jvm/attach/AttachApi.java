package io.kafkatcp.jvm.attach;

import io.kafkatcp.jvm.Failure;
import io.kafkatcp.jvm.process.Target;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The JDK's way into another JVM, {@code com.sun.tools.attach}: a module of the JDK from 9 on, a jar beside it before,
 * and not in every JRE. By reflection, since it is none of Java 8's own API. The command line's JVM.
 */
public final class AttachApi {

    private static final String MACHINE = "com.sun.tools.attach.VirtualMachine";

    private final Class<?> machine;

    private AttachApi(Class<?> machine) {
        this.machine = machine;
    }

    public static AttachApi find() throws Failure {
        try {
            return new AttachApi(Class.forName(MACHINE, true, loader()));
        } catch (Exception | LinkageError e) {
            throw new Failure("this Java (" + System.getProperty("java.home")
                    + ") has no Attach API (module jdk.attach, or lib/tools.jar on 8): run this with"
                    + " the java of a JDK, or let the JVM load the agent by itself: jcmd PID JVMTI.agent_load "
                    + "/path/to/kafka-tcp-agent.jar");
        }
    }

    private static ClassLoader loader() throws Exception {
        File tools = new File(System.getProperty("java.home"), "../lib/tools.jar");
        return tools.isFile()
                ? new URLClassLoader(new URL[] {tools.toURI().toURL()})
                : ClassLoader.getSystemClassLoader();
    }

    /** A JVM that shows itself to this user. */
    public static final class Listed {

        public final String pid;
        /** Main class or jar, and its arguments. */
        public final String name;

        Listed(String pid, String name) {
            this.pid = pid;
            this.name = name;
        }
    }

    public List<Listed> list() throws Failure {
        List<Listed> found = new ArrayList<>();
        try {
            for (Object one : (List<?>) machine.getMethod("list").invoke(null)) {
                Class<?> type =
                        Class.forName("com.sun.tools.attach.VirtualMachineDescriptor", true, machine.getClassLoader());
                found.add(new Listed((String) type.getMethod("id").invoke(one), (String)
                        type.getMethod("displayName").invoke(one)));
            }
            return found;
        } catch (ReflectiveOperationException e) {
            throw new Failure("the JVMs of this user cannot be listed: " + rootOf(e) + "; give a pid");
        }
    }

    AttachChannel attach(Target target, File jar) throws Failure {
        try {
            return new Session(call(null, machine, "attach", target.pid), target, jar);
        } catch (AttachException e) {
            throw Sentences.of(e, target.pid);
        }
    }

    /** One connection to a JVM. */
    private static final class Session implements AttachChannel {

        private final Object vm;
        private final Target target;
        private final File jar;

        private Session(Object vm, Target target, File jar) {
            this.vm = vm;
            this.target = target;
            this.jar = jar;
        }

        @Override
        public Properties agentProperties() throws Failure {
            try {
                return (Properties) call(vm, vm.getClass(), "getAgentProperties");
            } catch (AttachException e) {
                throw Sentences.of(e, target.pid);
            }
        }

        @Override
        public void load(String jarInside, String arguments) throws Failure {
            try {
                call(vm, vm.getClass(), "loadAgent", jarInside, arguments);
            } catch (AttachException e) {
                // a JDK of another age may not understand what the JVM says when all is well: 8 reads a number where 10
                // and newer say "return code: 0"
                if (!isMisunderstanding(e.getMessage())) {
                    throw Sentences.of(e, target.pid);
                }
            }
        }

        private boolean isMisunderstanding(String said) {
            return said.equals("0") || said.equals("return code: 0") || said.contains("Non-numeric value found");
        }

        /** It sees the same files as we. */
        @Override
        public String place(String version) throws Failure {
            throw new Failure("JVM " + target.pid + " cannot read " + jar
                    + ", or its path has a '=' in it; put it where everybody may read it");
        }

        @Override
        public void close() {
            try {
                call(vm, vm.getClass(), "detach");
            } catch (AttachException gone) {
                // it ended by itself
                return;
            }
        }
    }

    private static Object call(Object target, Class<?> type, String name, Object... arguments) throws AttachException {
        Class<?>[] types = new Class<?>[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = String.class;
        }
        try {
            Method method = type.getMethod(name, types);
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new AttachException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AttachException(e);
        }
    }

    private static String rootOf(Throwable t) {
        Throwable root = t;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }

    /** What the JDK threw, before it is a sentence. */
    static final class AttachException extends Exception {

        final String type;

        AttachException(Throwable cause) {
            super(String.valueOf(cause.getMessage()), cause);
            this.type = cause.getClass().getSimpleName();
        }
    }
}
