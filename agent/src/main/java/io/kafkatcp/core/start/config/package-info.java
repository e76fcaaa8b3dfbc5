/**
 * Options: where they come from, what they may be, what is in force. Isolated loader; read before main, changed on the
 * JVM's thread for attaching, asked on any.
 *
 * <p>Knows nothing else of the agent. A bad value is one line with option, value and remedy.
 */
package io.kafkatcp.core.start.config;
