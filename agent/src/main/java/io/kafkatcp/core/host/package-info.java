/**
 * What the agent does to the JVM that it is in: bridge on the boot loader, AOT training, its mark. Isolated loader;
 * once, on the thread that loads Kafka's first class or that attaches.
 *
 * <p>Each change is taken back at detach, or is one that no application can see.
 */
package io.kafkatcp.core.host;
