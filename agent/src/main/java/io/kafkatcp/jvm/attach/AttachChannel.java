package io.kafkatcp.jvm.attach;

import io.kafkatcp.jvm.Failure;
import java.util.Properties;

/** A way into one JVM, by whichever protocol and as whichever user. */
public interface AttachChannel extends AutoCloseable {

    /**
     * What agents have written down for whoever looks from outside; loads nothing, and shows that the JVM answers.
     *
     * @throws Failure where it cannot be asked, or does not answer within seconds
     */
    Properties agentProperties() throws Failure;

    /** @param jar as the JVM sees it; @throws Failure with the JVM's own reason, as a sentence */
    void load(String jar, String argument) throws Failure;

    /**
     * Puts a copy of our own jar where the JVM can read it, as the user whom the JVM runs as.
     *
     * @return its path as the JVM sees it
     */
    String place(String version) throws Failure;

    @Override
    void close();
}
