package io.kafkatcp.core.kernel;

import java.io.File;
import java.util.Arrays;
import java.util.List;

/**
 * The kernel's errors in English, as the agent's records and the readers of records know them: where the JVM's locale
 * is another, the C library translates them (strerror(3)), and the JDK hands on its words and no number. Any thread;
 * reads a file once, when something has failed with words that are not among these.
 */
public final class SystemErrors {

    static final List<String> KNOWN = Arrays.asList(
            "Connection refused",
            "Connection timed out",
            "Connection reset by peer",
            "Broken pipe",
            "No route to host",
            "Network is unreachable",
            "Cannot assign requested address");

    private SystemErrors() {}

    /**
     * @param said by an exception, or null; @return the same where it is no error of the kernel's in another language
     */
    public static String english(String said) {
        return said == null || KNOWN.contains(said) ? said : Catalog.OF_THIS_JVM.english(said);
    }

    /** Made when it is needed: most JVMs speak English. */
    private static final class Catalog {

        static final MessageCatalog OF_THIS_JVM = MessageCatalog.of(
                KNOWN, System.getenv(), new File("/usr/share/locale"), new File("/usr/share/locale-langpack"));
    }
}
