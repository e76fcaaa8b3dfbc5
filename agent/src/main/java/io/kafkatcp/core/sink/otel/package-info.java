/**
 * Records as OpenTelemetry has them: its names, its JSON. Isolated loader; agent's threads. Nothing of OpenTelemetry's
 * own code is here.
 */
package io.kafkatcp.core.sink.otel;
