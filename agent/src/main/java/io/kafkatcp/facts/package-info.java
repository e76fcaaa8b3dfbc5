/**
 * After how long middleboxes forget a connection. A JVM of its own.
 *
 * <p>Each figure has the page that says so.
 */
package io.kafkatcp.facts;
