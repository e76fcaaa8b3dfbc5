package io.kafkatcp.it.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Where OpenTelemetry's own exporters send to, on loopback: OTLP over HTTP, decoded by its own classes. */
public final class OtlpServer implements AutoCloseable {

    private final HttpServer server;
    private final List<ScopeLogs> logs = new CopyOnWriteArrayList<>();
    private final List<ScopeMetrics> metrics = new CopyOnWriteArrayList<>();

    public OtlpServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/logs",
                exchange -> take(
                        exchange,
                        body -> ExportLogsServiceRequest.parseFrom(body)
                                .getResourceLogsList()
                                .forEach(resource -> logs.addAll(resource.getScopeLogsList()))));
        server.createContext(
                "/v1/metrics",
                exchange -> take(
                        exchange,
                        body -> ExportMetricsServiceRequest.parseFrom(body)
                                .getResourceMetricsList()
                                .forEach(resource -> metrics.addAll(resource.getScopeMetricsList()))));
        server.start();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What came of the agent. */
    public List<ScopeLogs> logs() {
        return logs.stream()
                .filter(scope -> scope.getScope().getName().equals("io.kafkatcp.agent"))
                .toList();
    }

    public List<ScopeMetrics> metrics() {
        return metrics.stream()
                .filter(scope -> scope.getScope().getName().equals("io.kafkatcp.agent"))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private interface Body {
        void read(InputStream body) throws IOException;
    }

    private static void take(HttpExchange exchange, Body body) throws IOException {
        boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream in = gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            body.read(in);
        }
        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
