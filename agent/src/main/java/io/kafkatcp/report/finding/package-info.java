/**
 * Causes in words, the one that did most harm first, with what to change; a JVM of its own.
 *
 * <p>A finding says what it rests on and how sure it is; one that the records do not prove is not there.
 */
package io.kafkatcp.report.finding;
