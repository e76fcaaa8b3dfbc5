package io.kafkatcp.it.apps;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A producer that reaches nobody, in an application that has OpenTelemetry's SDK in memory, blocking or throwing, and
 * prints what that got: {@code TelemetryApp BOOTSTRAP (memory|blocks|throws)}.
 */
public final class TelemetryApp {

    private static final InMemoryLogRecordExporter LOGS = InMemoryLogRecordExporter.create();
    private static final InMemoryMetricReader METRICS = InMemoryMetricReader.create();

    private TelemetryApp() {}

    public static void main(String[] arguments) throws Exception {
        OpenTelemetrySdk.builder()
                .setLoggerProvider(SdkLoggerProvider.builder()
                        .addLogRecordProcessor(processor(arguments[1]))
                        .build())
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(METRICS).build())
                .buildAndRegisterGlobal();
        try (KafkaProducer<String, String> producer = NewProducer.from(new String[] {arguments[0]})) {
            for (int i = 0; i < 3; i++) {
                long sinceNs = System.nanoTime();
                producer.send(new ProducerRecord<>("topic", "value"));
                System.out.println("send " + (System.nanoTime() - sinceNs) / 1_000_000);
            }
            // the agent's own threads write a moment later
            Thread.sleep(1_500);
        }
        for (LogRecordData log : LOGS.getFinishedLogRecordItems()) {
            System.out.println("log " + log.getSeverity() + " " + log.getEventName() + " "
                    + log.getInstrumentationScopeInfo().getName() + " "
                    + log.getAttributes().asMap());
        }
        for (MetricData metric : METRICS.collectAllMetrics()) {
            metric.getData()
                    .getPoints()
                    .forEach(point -> System.out.println("metric " + metric.getName() + " "
                            + point.getAttributes().asMap()));
        }
        System.exit(0);
    }

    private static LogRecordProcessor processor(String mode) {
        switch (mode) {
            case "memory":
                return SimpleLogRecordProcessor.create(LOGS);
            case "blocks":
                return (context, log) -> {
                    synchronized (LOGS) {
                        while (true) {
                            try {
                                LOGS.wait();
                            } catch (InterruptedException e) {
                                continue;
                            }
                        }
                    }
                };
            default:
                return (context, log) -> {
                    throw new IllegalStateException("no room");
                };
        }
    }
}
