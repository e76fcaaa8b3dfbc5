package io.kafkatcp.core.start;

/**
 * Whether a SecurityManager checks rights in this JVM. Then the agent's work on an application's threads is done in the
 * name of the agent's jar: the application need not have the rights for it, and is not given them.
 */
@SuppressWarnings({"deprecation", "removal"})
public final class Privileges {

    private Privileges() {}

    public static boolean areChecked() {
        try {
            return System.getSecurityManager() != null;
        } catch (LinkageError e) {
            // a JDK that has removed it
            return false;
        }
    }
}
