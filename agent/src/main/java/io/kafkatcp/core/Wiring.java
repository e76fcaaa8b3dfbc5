package io.kafkatcp.core;

import io.kafkatcp.core.config.Options;
import io.kafkatcp.core.connection.AgentHooks;
import io.kafkatcp.core.connection.AliveConnections;
import io.kafkatcp.core.connection.Clients;
import io.kafkatcp.core.connection.ConnectionOptions;
import io.kafkatcp.core.connection.ConnectionRecords;
import io.kafkatcp.core.connection.Connections;
import io.kafkatcp.core.connection.Evidence;
import io.kafkatcp.core.connection.Expiries;
import io.kafkatcp.core.connection.FirstSendRecords;
import io.kafkatcp.core.connection.FirstSends;
import io.kafkatcp.core.connection.LostRecords;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.connection.PendingConnects;
import io.kafkatcp.core.connection.ProducerCheck;
import io.kafkatcp.core.connection.Producers;
import io.kafkatcp.core.connection.Stalls;
import io.kafkatcp.core.connection.Traffic;
import io.kafkatcp.core.kafka.KafkaFields;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kafka.Senders;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.sink.Notices;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.sink.SinkChoice;
import io.kafkatcp.core.socket.Kernel;
import io.kafkatcp.core.socket.Kernels;
import io.kafkatcp.core.socket.Neighbours;
import io.kafkatcp.core.weave.Weaver;
import io.kafkatcp.core.weave.WeaverSource;
import java.io.IOException;
import java.lang.instrument.Instrumentation;

/**
 * Makes and joins everything that only a JVM with Kafka needs, when the first of Kafka's classes arrives. Isolated loader, on the thread that
 * loads that class.
 */
final class Wiring implements WeaverSource {

    private final Instrumentation instrumentation;
    private final Options options;
    private final Notices notices;
    private final String version;
    private boolean done;
    private Weaver weaver;

    Wiring(Instrumentation instrumentation, Options options, Notices notices, String version) {
        this.instrumentation = instrumentation;
        this.options = options;
        this.notices = notices;
        this.version = version;
    }

    @Override
    public synchronized Weaver get() {
        if (!done) {
            // once, also where it fails: a second try would fail at each of Kafka's classes
            done = true;
            weaver = wire();
        }
        return weaver;
    }

    private Weaver wire() {
        try {
            BridgeClasses.define(instrumentation);
        } catch (IOException e) {
            notices.warn("the agent stays out, the application runs on without it: " + e.getMessage());
            return null;
        }
        if (!hooks().connect()) {
            notices.warn("another kafka-tcp-agent is already in this JVM; this one stays out."
                    + " Look for a second -javaagent, also in JAVA_TOOL_OPTIONS");
            return null;
        }
        return new Weaver(notices, options.enforces() ? "socket options on" : "observed only, no socket is touched");
    }

    private AgentHooks hooks() {
        KafkaFields fields = new KafkaFields(instrumentation);
        Kernel kernel = Kernels.best(instrumentation, notices);
        OpenConnections open = new OpenConnections();
        Records records = Records.open(notices, new Identity(version, options.service()), open, new SinkChoice()
                .log(options.eventsToLog())
                .file(options.eventsFile(), options.eventsFileBytes())
                .jmx(options.eventsToJmx())
                .jfr(options.eventsToJfr()));
        NetworkClients kafka = new NetworkClients(fields);
        Senders senders = new Senders(fields);
        Clients clients = new Clients(kafka);
        PendingConnects pending = new PendingConnects(kernel, records);
        FirstSends firstSends = new FirstSends(kernel, records, new FirstSendRecords(records), options.stallThresholdMs());
        Stalls stalls = new Stalls(clients, firstSends);
        Connections connections =
                new Connections(clients, kafka, kernel, pending, firstSends, open, new ConnectionRecords(records, new Neighbours()));
        Evidence evidence = new Evidence(kernel, kafka);
        Producers producers = new Producers(connections, senders);
        records.attendTo(pending);
        records.attendTo(firstSends);
        records.attendTo(stalls);
        records.attendTo(new AliveConnections(open, records));
        records.tellLateWakesTo(stalls);
        return new AgentHooks(
                connections,
                new Traffic(connections, kafka, firstSends, options.idleThresholdMs()),
                stalls,
                producers,
                new Expiries(producers, evidence, senders, kafka, records),
                new LostRecords(producers, evidence, senders, records),
                new ConnectionOptions(options, kernel, fields, notices),
                new ProducerCheck(options, fields, notices),
                notices.errors());
    }
}
