/**
 * What the JVM calls: before main, at attach, and as the command line. System loader.
 *
 * <p>Java 8 and the JDK alone. Finds its jar, opens the isolated loader and hands over; keeps no static data.
 */
package io.kafkatcp.entry;
