package io.kafkatcp.entry;

import java.io.File;
import java.security.CodeSource;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The jar that the agent came in, and what its manifest says. Lives on the system loader. */
final class OwnJar {

    private static final String TITLE = "kafka-tcp-agent";

    private OwnJar() {}

    static File find() throws Exception {
        CodeSource source = OwnJar.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("the JVM does not say which jar the agent came from");
        }
        return new File(source.getLocation().toURI());
    }

    /**
     * Of the jar that this class came in, as {@link #versionOf}; before {@code main}, where the JVM has read the
     * manifest for the package and to read it again costs a millisecond.
     */
    static String version(File jar) throws Exception {
        Package read = OwnJar.class.getPackage();
        boolean ours = read != null && TITLE.equals(read.getImplementationTitle());
        return ours && read.getImplementationVersion() != null ? read.getImplementationVersion() : versionOf(jar);
    }

    /** The agent's version, or null where the classes were unpacked into somebody's uber-jar. */
    static String versionOf(File jar) throws Exception {
        try (JarFile file = new JarFile(jar, false)) {
            Manifest manifest = file.getManifest();
            Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
            boolean ours = AgentEntry.class.getName().equals(main.getValue("Premain-Class"));
            return ours ? main.getValue(Attributes.Name.IMPLEMENTATION_VERSION) : null;
        }
    }
}
