/**
 * What lies between a producer and its broker: a middlebox that forgets, a long way that loses packets.
 *
 * <p>Faults are the kernel's own or a relay's, and the same ones each time.
 */
package io.kafkatcp.lab.path;
