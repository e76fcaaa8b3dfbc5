/**
 * Which methods of Kafka's are woven, with which call, and whether all that is needed is there. Isolated loader; on the
 * thread that loads the class or that attaches.
 *
 * <p>Decides by structure, never by version. {@code transform} never throws and loads no class of the application's; a
 * feature is woven whole or not at all.
 */
package io.kafkatcp.core.weave;
