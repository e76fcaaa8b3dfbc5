package io.kafkatcp.core;

import io.kafkatcp.core.config.LiveOptions;
import io.kafkatcp.core.connection.AgentHooks;
import io.kafkatcp.core.connection.AliveConnections;
import io.kafkatcp.core.connection.Arms;
import io.kafkatcp.core.connection.Clients;
import io.kafkatcp.core.connection.ConnectionOptions;
import io.kafkatcp.core.connection.ConnectionRecords;
import io.kafkatcp.core.connection.ConnectionRows;
import io.kafkatcp.core.connection.Connections;
import io.kafkatcp.core.connection.Evidence;
import io.kafkatcp.core.connection.Expiries;
import io.kafkatcp.core.connection.FirstSendRecords;
import io.kafkatcp.core.connection.FirstSends;
import io.kafkatcp.core.connection.FlowsInDoubt;
import io.kafkatcp.core.connection.LostRecords;
import io.kafkatcp.core.connection.NetworkLoss;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.connection.PendingConnects;
import io.kafkatcp.core.connection.ProducerCheck;
import io.kafkatcp.core.connection.Producers;
import io.kafkatcp.core.connection.Rests;
import io.kafkatcp.core.connection.Stalls;
import io.kafkatcp.core.connection.Sweep;
import io.kafkatcp.core.connection.Traffic;
import io.kafkatcp.core.connection.Trusts;
import io.kafkatcp.core.control.Control;
import io.kafkatcp.core.control.Status;
import io.kafkatcp.core.control.Stoppable;
import io.kafkatcp.core.control.Watches;
import io.kafkatcp.core.kafka.KafkaFields;
import io.kafkatcp.core.kafka.LivingClients;
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
import java.lang.instrument.Instrumentation;

/** Everything that only a JVM with Kafka needs, made and joined. Isolated loader. */
final class Parts {

    final Weaver weaver;
    final Records records;
    final Sweep sweep;
    final AgentHooks hooks;

    Parts(Instrumentation instrumentation, LiveOptions options, Notices notices, String version, Stoppable agent) {
        KafkaFields fields = new KafkaFields(instrumentation);
        Kernel kernel = Kernels.best(instrumentation, notices);
        OpenConnections open = new OpenConnections();
        Identity identity = new Identity(version, options.now().service());
        records = Records.open(notices, identity, open, new SinkChoice()
                .log(options.now().eventsToLog())
                .file(options.now().eventsFile(), options.now().eventsFileBytes())
                .jmx(options.now().eventsToJmx())
                .jfr(options.now().eventsToJfr()));
        NetworkClients kafka = new NetworkClients(fields);
        Senders senders = new Senders(fields);
        Arms arms = new Arms(options, identity);
        Clients clients = new Clients(kafka, arms);
        PendingConnects pending = new PendingConnects(kernel, records);
        NetworkLoss loss = new NetworkLoss();
        Trusts trusts = new Trusts(options, kernel, loss);
        FlowsInDoubt flowsInDoubt = new FlowsInDoubt(open, trusts, loss, options, kernel, records);
        FirstSends firstSends = new FirstSends(kernel, records, new FirstSendRecords(records), options, trusts, flowsInDoubt, loss);
        Stalls stalls = new Stalls(clients, firstSends);
        Connections connections =
                new Connections(clients, kafka, kernel, pending, firstSends, open, new ConnectionRecords(records, new Neighbours()));
        Evidence evidence = new Evidence(kernel, kafka);
        Producers producers = new Producers(connections, senders);
        Traffic traffic = new Traffic(connections, kafka, firstSends, options, trusts);
        ConnectionOptions socketOptions = new ConnectionOptions(options, arms, kernel, fields, notices, trusts);
        sweep = new Sweep(connections, traffic, producers, socketOptions, kafka, new LivingClients(instrumentation, fields));
        weaver = new Weaver(notices, options.now().enforces() ? "socket options on" : "observed only, no socket is touched");
        Status status = new Status(version, identity, options, weaver, records, notices, new ConnectionRows(clients, kafka, kernel));
        Watches watches = new Watches(status, records);
        records.attendTo(pending);
        records.attendTo(firstSends);
        records.attendTo(flowsInDoubt);
        records.attendTo(new Rests(open, trusts, options, kernel));
        records.attendTo(stalls);
        records.attendTo(new AliveConnections(open, records));
        records.attendTo(watches);
        records.tellLateWakesTo(stalls);
        hooks = new AgentHooks(
                connections,
                traffic,
                stalls,
                producers,
                new Expiries(producers, evidence, senders, kafka, records),
                new LostRecords(producers, evidence, senders, records),
                socketOptions,
                new ProducerCheck(options, fields, notices),
                sweep,
                new Control(version, options, status, watches, sweep, agent),
                notices);
    }
}
