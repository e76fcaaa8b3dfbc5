/**
 * What a JVM without Kafka loads, and no more: options, the transformer that looks at names. Isolated loader; before
 * main, on the main thread or the one that attaches.
 *
 * <p>No logging, no {@code java.nio.file}, no lambda, nothing on standard output. The rest of the core is loaded with
 * the first of Kafka's classes.
 */
package io.kafkatcp.core.start;
