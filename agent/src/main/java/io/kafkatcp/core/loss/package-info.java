/**
 * Records that a producer lost: which, and why. Isolated loader; on the producer's network thread or on the
 * application's that sends.
 *
 * <p>Thousands can be lost at once: the kernel is asked once for all that are lost together, sends that fail at once
 * are explained once a second and counted. The verdict is pure.
 */
package io.kafkatcp.core.loss;
