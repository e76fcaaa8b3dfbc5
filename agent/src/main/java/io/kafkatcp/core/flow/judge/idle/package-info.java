/**
 * What probes say of idle connections beside a suspect: to its peer, and to others. Isolated loader; the agent's thread
 * alone.
 *
 * <p>A probe by itself ends nothing: it takes a flow that was found dead, or a connect that was answered.
 */
package io.kafkatcp.core.flow.judge.idle;
