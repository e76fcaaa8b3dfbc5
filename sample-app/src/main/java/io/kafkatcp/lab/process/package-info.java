/**
 * Processes and commands of the system, and their end.
 *
 * <p>Nothing outlives whoever opened the lab.
 */
package io.kafkatcp.lab.process;
