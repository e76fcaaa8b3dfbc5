/**
 * Records out of whatever people have: files, archives, other loggers' lines. A JVM of its own.
 *
 * <p>In constant memory; what cannot be read is counted and never an exception.
 */
package io.kafkatcp.recordfile;
