/**
 * What a verb writes: tables that fit a terminal, sentences, JSON. A JVM of its own.
 *
 * <p>Whole or a failure; what an application calls its things cannot steer the terminal.
 */
package io.kafkatcp.cli.output;
