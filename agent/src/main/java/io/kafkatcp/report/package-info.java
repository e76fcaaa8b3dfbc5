/**
 * Records in; findings in words out. A JVM of its own.
 *
 * <p>A finding says what it rests on; nothing is concluded from the one half of the data that was there.
 */
package io.kafkatcp.report;
