/**
 * The methods that woven Kafka code calls. Boot loader; on the application's threads.
 *
 * <p>JDK types only, and frozen: the boot loader never lets go of a class, so an agent of another version meets these.
 * Nothing is thrown into Kafka.
 */
package java.kafkatcp.bridge;
