/**
 * What a class file declares, and which method in it is meant. Isolated loader; on the thread that loads the class or
 * that attaches.
 *
 * <p>Reads bytes and loads no class; the application's class loader is asked for files alone.
 */
package io.kafkatcp.core.weave.classfile;
