/**
 * Reading Kafka's objects, whichever loader and name that Kafka has. Isolated loader; on the thread that owns the
 * object.
 *
 * <p>By reflection, and so never on the way of a request. Keeps no object and no member of Kafka's: either would keep
 * the application's loader alive.
 */
package io.kafkatcp.core.kafka;
