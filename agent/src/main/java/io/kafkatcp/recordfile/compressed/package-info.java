/**
 * Files as they lie there, compressed or in another encoding, as UTF-8; a JVM of its own.
 *
 * <p>Known by their first bytes and not by their names; what is cut off is used as far as it goes.
 */
package io.kafkatcp.recordfile.compressed;
