/**
 * Finds the records in a text, wherever they stand in it, and decodes what was asked for; a JVM of its own.
 *
 * <p>Follows JSON and not lines. Each byte is looked at once in each layer; what is no record is noted and never an
 * exception.
 */
package io.kafkatcp.recordfile.scan;
