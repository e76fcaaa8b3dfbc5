package io.kafkatcp.core.runtime;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Starts a daemon thread that keeps nothing of the application's alive, although an application thread starts it: no
 * context loader, no inherited thread locals, no access control context with a web application's classes in it.
 */
public final class AgentThread {

    private AgentThread() {}

    public static Thread start(final String name, final Runnable work) {
        Thread thread = create(name, work);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
        return thread;
    }

    @SuppressWarnings({"deprecation", "removal"})
    private static Thread create(final String name, final Runnable work) {
        // a thread remembers the access control context of whoever creates it until JDK 24
        return AccessController.doPrivileged(new PrivilegedAction<Thread>() {
            @Override
            public Thread run() {
                return plain(rootGroup(), name, work);
            }
        });
    }

    /** The constructor that inherits no thread locals exists from JDK 9 on. */
    private static Thread plain(ThreadGroup group, String name, Runnable work) {
        try {
            return Thread.class
                    .getConstructor(ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class)
                    .newInstance(group, work, name, 0L, false);
        } catch (ReflectiveOperationException e) {
            return new Thread(group, work, name);
        }
    }

    private static ThreadGroup rootGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
