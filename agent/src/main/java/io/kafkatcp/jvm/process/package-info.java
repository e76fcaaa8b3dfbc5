/**
 * A process and its files as Linux shows them in /proc to whoever may look. A JVM of its own, which may be root's.
 *
 * <p>Nothing is followed that the process' user can change: folders are held open, links are not taken.
 */
package io.kafkatcp.jvm.process;
