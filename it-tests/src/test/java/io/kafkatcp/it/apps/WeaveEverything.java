package io.kafkatcp.it.apps;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Has the weaving of the agent's own jar, with the libraries that are in it, work through each Kafka that is given and
 * through class files that nobody can read: {@code WeaveEverything AGENT KAFKA...}; prints for each Kafka how many
 * classes were woven, and how many of the broken ones. The bridge is on the boot class path.
 */
public final class WeaveEverything {

    private WeaveEverything() {}

    public static void main(String[] arguments) throws Exception {
        Inner inner = new Inner(arguments[0]);
        inner.linkAll();
        Weaving weaving = new Weaving(inner);
        for (int i = 1; i < arguments.length; i++) {
            Map<String, byte[]> kafka = filesOf(arguments[i]);
            byte[] selector = selector(kafka);
            byte[] tomorrow = selector.clone();
            tomorrow[7] = 99;
            int broken = weaving.weave(kafka, "Selector", tomorrow)
                    + weaving.weave(kafka, "Selector", Arrays.copyOf(selector, selector.length / 2))
                    + weaving.weave(kafka, "Selector", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
            System.out.println(weaving.weaveAll(kafka) + " " + broken);
        }
        // the agent's own thread writes its lines a moment later
        Thread.sleep(500);
    }

    private static byte[] selector(Map<String, byte[]> kafka) {
        for (Map.Entry<String, byte[]> file : kafka.entrySet()) {
            if (file.getKey().endsWith("/common/network/Selector")) {
                return file.getValue();
            }
        }
        throw new IllegalStateException("no Kafka");
    }

    private static Map<String, byte[]> filesOf(String jar) throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipFile zip = new ZipFile(jar)) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                String name = entry.getName();
                if (name.matches(".*/(common/network|clients)/.*\\.class")) {
                    files.put(
                            name.substring(0, name.length() - 6),
                            zip.getInputStream(entry).readAllBytes());
                }
            }
        }
        return files;
    }

    /** The class files of one Kafka, as a class loader shows them. */
    private static final class Files extends ClassLoader {

        private final Map<String, byte[]> files;

        Files(Map<String, byte[]> files) {
            super(null);
            this.files = files;
        }

        @Override
        public java.io.InputStream getResourceAsStream(String name) {
            byte[] file = files.get(name.replaceAll("\\.class$", ""));
            return file == null ? null : new ByteArrayInputStream(file);
        }
    }

    private static final class Weaving {

        private final Constructor<?> weaver;
        private final Method weave;
        private final Method isWanted;
        private final Object agentLog;
        private final Object withdrawal;

        Weaving(ClassLoader core) throws Exception {
            Class<?> stderr = core.loadClass("io.kafkatcp.core.start.Stderr");
            Class<?> log = core.loadClass("io.kafkatcp.core.runtime.AgentLog");
            Class<?> taking = core.loadClass("io.kafkatcp.core.weave.Withdrawal");
            Class<?> type = core.loadClass("io.kafkatcp.core.weave.Weaver");
            agentLog = log.getConstructor(stderr)
                    .newInstance(stderr.getConstructor().newInstance());
            withdrawal = taking.getConstructors()[0].newInstance(null, null);
            weaver = type.getConstructor(log, String.class, taking);
            weave = type.getMethod("weave", ClassLoader.class, String.class, byte[].class);
            isWanted = core.loadClass("io.kafkatcp.core.start.KafkaNames").getMethod("isWanted", String.class);
        }

        int weaveAll(Map<String, byte[]> kafka) throws Exception {
            Object all = weaver.newInstance(agentLog, "woven", withdrawal);
            ClassLoader loader = new Files(kafka);
            int woven = 0;
            for (Map.Entry<String, byte[]> file : kafka.entrySet()) {
                if ((Boolean) isWanted.invoke(null, file.getKey())) {
                    woven += weave.invoke(all, loader, file.getKey(), file.getValue()) == null ? 0 : 1;
                }
            }
            return woven;
        }

        /** One class that is not as its file is, first of all. */
        int weave(Map<String, byte[]> kafka, String simpleName, byte[] classFile) throws Exception {
            Object one = weaver.newInstance(agentLog, "woven", withdrawal);
            for (String name : kafka.keySet()) {
                if (name.endsWith("/common/network/" + simpleName)) {
                    try {
                        return weave.invoke(one, new Files(kafka), name, classFile) == null ? 0 : 1;
                    } catch (InvocationTargetException e) {
                        System.out.println(e.getCause());
                    }
                }
            }
            return 0;
        }
    }

    /** The classes of the two jars inside the agent's. */
    private static final class Inner extends ClassLoader {

        private final Map<String, byte[]> classes = new HashMap<>();

        Inner(String agent) throws IOException {
            super(null);
            try (ZipFile zip = new ZipFile(agent)) {
                for (String jar : new String[] {"early.jar", "core.jar"}) {
                    try (ZipInputStream in = new ZipInputStream(zip.getInputStream(zip.getEntry(jar)))) {
                        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                            classes.put(entry.getName(), in.readAllBytes());
                        }
                    }
                }
            }
        }

        /** Whatever a class of the libraries needs to pass the verifier is there. */
        void linkAll() throws ClassNotFoundException {
            for (String file : classes.keySet()) {
                if (file.startsWith("net/bytebuddy/")) {
                    // links it, and runs nothing
                    Class.forName(file.replace('/', '.').substring(0, file.length() - 6), false, this)
                            .getDeclaredMethods();
                }
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] own = classes.get(name.replace('.', '/') + ".class");
            if (own == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, own, 0, own.length);
        }
    }
}
