/**
 * Records as events of Java Flight Recorder. Isolated loader; the sinks' thread.
 *
 * <p>By reflection alone: {@code jdk.jfr} is not in every JVM that the agent runs in.
 */
package io.kafkatcp.core.sink.jfr;
