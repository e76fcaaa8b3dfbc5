/**
 * What must have a name of so many letters. A JVM of its own.
 *
 * <p>Stands in for a class of the JDK in a library that the jar carries.
 */
package io.kafkatcp;
