/**
 * Which thread runs what, said where it is declared. In the isolated loader's jar, and in the JVM nobody reads it.
 *
 * <p>A test holds it, along direct calls. What has none of these may run on any thread, or says more in words.
 */
package io.kafkatcp.core.thread;
