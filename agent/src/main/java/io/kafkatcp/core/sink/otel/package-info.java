/**
 * Records as OpenTelemetry has them: its names, its JSON. Isolated loader; the sinks' thread.
 *
 * <p>Nothing of OpenTelemetry's own code is here.
 */
package io.kafkatcp.core.sink.otel;
