/**
 * A connection's life, from the attempt to its end, and what went over it. Isolated loader; written on its client's
 * network thread, read on the agent's.
 *
 * <p>A request or a response allocates nothing, takes no lock and makes no system call; Kafka's objects are held
 * weakly. Whoever is not known is nobody's, such as what a broker accepts.
 */
package io.kafkatcp.core.connection;
