/**
 * What is decoded of records, row by row, and the fields that they can have; a JVM of its own.
 *
 * <p>Only what was asked for has room; a text that comes again and again is one String.
 */
package io.kafkatcp.recordfile.row;
