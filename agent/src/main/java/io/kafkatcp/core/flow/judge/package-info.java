/**
 * Which flow is dead, by what its kernel says and by comparison with others. Isolated loader; the agent's thread alone.
 *
 * <p>Pure: the time, the kernel's answers and the agent's own connects are given, so that a simulation plays them.
 */
package io.kafkatcp.core.flow.judge;
