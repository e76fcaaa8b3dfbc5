/**
 * A text as it was before a container runtime cut its lines, or a service made columns of its fields; a JVM of its own.
 *
 * <p>Each line keeps its number, and what has neither form passes as it is.
 */
package io.kafkatcp.recordfile.lines;
