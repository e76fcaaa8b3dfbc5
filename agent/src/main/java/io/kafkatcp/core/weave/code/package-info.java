/**
 * The instructions that are put into Kafka's methods, by Byte Buddy's stack manipulations. Isolated loader; on the
 * thread that loads the class or that attaches.
 *
 * <p>Each call takes its arguments from copies and leaves the method's own stack and variables as they were.
 */
package io.kafkatcp.core.weave.code;
