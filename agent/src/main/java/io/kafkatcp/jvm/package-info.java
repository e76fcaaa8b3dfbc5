/**
 * The way into another JVM, also another user's, also in a container. A JVM of its own, which may be root's.
 *
 * <p>Nothing that the target's user can change is followed, written or deleted.
 */
package io.kafkatcp.jvm;
