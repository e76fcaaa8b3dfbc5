/**
 * A text's bytes, the tokens of JSON in them, and texts that stand escaped in others; a JVM of its own.
 *
 * <p>Knows no record: each byte is looked at once, in memory that does not grow with the text.
 */
package io.kafkatcp.recordfile.json;
