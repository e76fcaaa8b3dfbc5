/**
 * The ways to have a JVM load the agent's jar: HotSpot's attach socket, the JDK's API, a process of the JVM's user. A
 * JVM of its own, which may be root's.
 *
 * <p>Root writes only where root alone can; what happens in the JVM's folders happens with the rights of the JVM's
 * user.
 */
package io.kafkatcp.jvm.attach;
