package io.kafkatcp.core.hooks;

import io.kafkatcp.core.connection.AliveConnections;
import io.kafkatcp.core.connection.ClientRegistry;
import io.kafkatcp.core.connection.ConnectionRecords;
import io.kafkatcp.core.connection.Connections;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.connection.PendingConnects;
import io.kafkatcp.core.connection.Traffic;
import io.kafkatcp.core.connection.incident.ClientStallDetector;
import io.kafkatcp.core.control.ConnectionRows;
import io.kafkatcp.core.control.Control;
import io.kafkatcp.core.control.Status;
import io.kafkatcp.core.control.StatusPublisher;
import io.kafkatcp.core.firstsend.FirstSendRecords;
import io.kafkatcp.core.firstsend.FirstSends;
import io.kafkatcp.core.flow.FlowStateMachine;
import io.kafkatcp.core.flow.FlowsInDoubt;
import io.kafkatcp.core.flow.IdleDetector;
import io.kafkatcp.core.flow.NetworkLoss;
import io.kafkatcp.core.flow.SettledFlows;
import io.kafkatcp.core.flow.UnansweredRequests;
import io.kafkatcp.core.host.AgentProperties;
import io.kafkatcp.core.kafka.KafkaFields;
import io.kafkatcp.core.kafka.LivingClients;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kafka.Senders;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.Kernels;
import io.kafkatcp.core.kernel.Neighbours;
import io.kafkatcp.core.loss.BatchExpiryRecorder;
import io.kafkatcp.core.loss.Evidence;
import io.kafkatcp.core.loss.LostRecords;
import io.kafkatcp.core.loss.Producers;
import io.kafkatcp.core.loss.SendFailures;
import io.kafkatcp.core.options.CanaryAssignment;
import io.kafkatcp.core.options.ConnectionOptions;
import io.kafkatcp.core.options.OptionsReconciler;
import io.kafkatcp.core.options.ProducerCheck;
import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.runtime.CircuitBreaker;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.sink.SinkChoice;
import io.kafkatcp.core.sink.otel.MetricAttributes;
import io.kafkatcp.core.start.Stoppable;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.weave.Weaver;
import io.kafkatcp.core.weave.Withdrawal;
import java.lang.instrument.Instrumentation;

/** Everything that only a JVM with Kafka needs, made and joined. */
public final class AgentComponents {

    public final Weaver weaver;
    public final Records records;
    public final OptionsReconciler optionsReconciler;
    public final AgentHooks hooks;
    public final SettledFlows flows;

    public AgentComponents(
            Instrumentation instrumentation,
            LiveOptions liveOptions,
            AgentLog agentLog,
            String version,
            Stoppable agent) {
        KafkaFields fields = new KafkaFields(instrumentation);
        Kernel kernel = Kernels.best(instrumentation, agentLog);
        OpenConnections open = new OpenConnections();
        Identity identity = new Identity(version, liveOptions.now().service());
        records = Records.open(
                agentLog,
                identity,
                open,
                new SinkChoice()
                        .log(liveOptions.now().eventsToLog())
                        .file(liveOptions.now().eventsFile(), liveOptions.now().eventsFileBytes())
                        .otlpJson(liveOptions.now().eventsAsOtlpJson())
                        .jmx(liveOptions.now().eventsToJmx())
                        .jfr(liveOptions.now().eventsToJfr())
                        .openTelemetry(
                                liveOptions.now().eventsToOtel()
                                        ? new MetricAttributes(liveOptions.now().otelAttributes())
                                        : null));
        NetworkClients networkClients = new NetworkClients(fields);
        Senders senders = new Senders(fields);
        CanaryAssignment canary = new CanaryAssignment(liveOptions, identity);
        ClientRegistry clients = new ClientRegistry(networkClients, canary);
        PendingConnects pending = new PendingConnects(kernel, records);
        NetworkLoss loss = new NetworkLoss();
        FlowStateMachine flowStates = new FlowStateMachine(liveOptions, kernel, loss);
        FlowsInDoubt flowsInDoubt = new FlowsInDoubt(open, flowStates, loss, liveOptions, kernel, records);
        FirstSends firstSends = new FirstSends(
                kernel, records, new FirstSendRecords(records), liveOptions, flowStates, flowsInDoubt, loss);
        UnansweredRequests unanswered =
                new UnansweredRequests(open, pending, flowStates, flowsInDoubt, loss, liveOptions, kernel, records);
        ClientStallDetector stalls = new ClientStallDetector(clients, firstSends);
        Connections connections = new Connections(
                clients,
                networkClients,
                kernel,
                pending,
                firstSends,
                open,
                new ConnectionRecords(records, new Neighbours()));
        Evidence evidence = new Evidence(kernel, networkClients);
        Producers producers = new Producers(connections, senders);
        Traffic traffic = new Traffic(connections, networkClients, firstSends, liveOptions, flowStates);
        ConnectionOptions socketOptions =
                new ConnectionOptions(liveOptions, canary, kernel, fields, agentLog, flowStates);
        CircuitBreaker changing = CircuitBreakers.changing(agentLog);
        optionsReconciler = new OptionsReconciler(
                connections,
                producers,
                socketOptions,
                networkClients,
                new LivingClients(instrumentation, fields),
                changing);
        weaver = new Weaver(
                agentLog,
                liveOptions.now().enforces() ? "socket options on" : "observed only, no socket is touched",
                new Withdrawal(instrumentation, agentLog.errors()));
        Status status = new Status(
                version,
                identity,
                liveOptions,
                weaver,
                records,
                agentLog,
                new ConnectionRows(clients, networkClients, kernel));
        StatusPublisher statusPublisher =
                new StatusPublisher(status, agentLog.sinks(), AgentProperties.of(instrumentation));
        records.attendTo(pending);
        records.attendTo(firstSends);
        records.attendTo(unanswered);
        records.attendTo(flowsInDoubt);
        records.attendTo(new IdleDetector(open, flowStates, liveOptions, kernel));
        records.attendTo(stalls);
        records.attendTo(new AliveConnections(open, records));
        SendFailures sendFailures = new SendFailures(producers, evidence, records);
        records.attendTo(sendFailures);
        agentLog.sinks().attendTo(statusPublisher);
        records.notifyOfLateWakes(stalls);
        flows = new SettledFlows(flowStates, open, connections, agentLog);
        hooks = new AgentHooks(
                connections,
                traffic,
                stalls,
                producers,
                new BatchExpiryRecorder(producers, evidence, senders, networkClients, records),
                new LostRecords(producers, evidence, senders, records),
                sendFailures,
                socketOptions,
                new ProducerCheck(liveOptions, fields, agentLog),
                optionsReconciler,
                new Control(version, liveOptions, status, statusPublisher, optionsReconciler, agent),
                new CircuitBreakers(agentLog, flows, firstSends),
                changing);
    }
}
