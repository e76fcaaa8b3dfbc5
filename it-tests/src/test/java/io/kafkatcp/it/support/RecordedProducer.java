package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.PersistentProducer;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.process.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A producer on a host, with the real jar: what the agent recorded of it, beside what Kafka's own log says happened.
 */
public final class RecordedProducer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final EventsFile events;
    private Running running;

    private RecordedProducer(EventsFile events) {
        this.events = events;
    }

    /** @param agentArguments beside the file's, may be empty; @param name is the client's id and its file's name */
    public static RecordedProducer start(
            Host host,
            Path directory,
            String name,
            String agentArguments,
            String bootstrapServers,
            String... properties) {
        return start(PersistentProducer.class, host, directory, name, agentArguments, bootstrapServers, properties);
    }

    /** Another program of the tests, which takes the same arguments. */
    public static RecordedProducer start(
            Class<?> main,
            Host host,
            Path directory,
            String name,
            String agentArguments,
            String bootstrapServers,
            String... properties) {
        List<String> all = new ArrayList<>(List.of("client.id=" + name));
        all.addAll(List.of(properties));
        return startPlain(main, host, directory, name, agentArguments, bootstrapServers, "DEBUG", all);
    }

    /** One whose arguments after the first are no properties alone. @param agentArguments null for no agent */
    public static RecordedProducer startPlain(
            Class<?> main,
            Host host,
            Path directory,
            String name,
            String agentArguments,
            String bootstrapServers,
            String logLevel,
            List<String> more) {
        return launch(
                List.of(),
                host,
                directory,
                name,
                agentArguments,
                logLevel,
                append(List.of(main.getName(), bootstrapServers), more));
    }

    /** On this machine, under another program, such as setpriv, given with its arguments. */
    public static RecordedProducer startUnder(
            List<String> program, Path directory, String name, String bootstrapServers, String... properties) {
        return launch(
                program,
                Host.local(),
                directory,
                name,
                "",
                "DEBUG",
                append(
                        List.of(PersistentProducer.class.getName(), bootstrapServers, "client.id=" + name),
                        List.of(properties)));
    }

    private static RecordedProducer launch(
            List<String> program,
            Host host,
            Path directory,
            String name,
            String agentArguments,
            String logLevel,
            List<String> mainAndArguments) {
        RecordedProducer producer = new RecordedProducer(new EventsFile(directory.resolve(name + ".jsonl")));
        List<String> java =
                new ArrayList<>(List.of(Jdks.running().resolve("bin/java").toString(), "-XX:TieredStopAtLevel=1"));
        if (agentArguments != null) {
            String arguments = producer.events.argument() + (agentArguments.isEmpty() ? "" : "," + agentArguments);
            java.add("-javaagent:" + Built.AGENT + "=" + arguments);
        }
        java.addAll(List.of("-cp", Built.appClassPath()));
        producer.running = host.start(
                append(append(program, java), mainAndArguments),
                environment(host, logLevel),
                producer.out::add,
                producer.err::add);
        return producer;
    }

    /** Hosts of a lab share the name of this machine, and machines are told apart by their names. */
    private static Map<String, String> environment(Host host, String logLevel) {
        return host.isLocal()
                ? Map.of("KAFKA_LOG_LEVEL", logLevel)
                : Map.of("KAFKA_LOG_LEVEL", logLevel, "HOSTNAME", host.name());
    }

    private static List<String> append(List<String> all, List<String> more) {
        return Stream.concat(all.stream(), more.stream()).toList();
    }

    public EventsFile events() {
        return events;
    }

    public RecordedProducer awaitAcknowledged() {
        await("an acknowledgement", () -> out.contains("acknowledged"));
        return this;
    }

    public RecordedProducer awaitSaid(String line) {
        await("\"" + line + "\"", () -> out.contains(line));
        return this;
    }

    public Running running() {
        return running;
    }

    public List<String> said() {
        return out;
    }

    public List<String> logged() {
        return err;
    }

    /** Waits for the program's own end. */
    public RecordedProducer awaitEnd() throws InterruptedException {
        assertThat(running.await(Duration.ofSeconds(90))).as(told()).isPresent();
        assertThat(err).noneMatch(line -> line.contains("internal error"));
        return this;
    }

    /** Waits for so many records of that kind and returns all of it that there are by then. */
    public List<JsonNode> await(String event, int atLeast) {
        return await(PATIENCE, event, atLeast);
    }

    public List<JsonNode> await(Duration limit, String event, int atLeast) {
        await(limit, atLeast + " " + event, () -> events.of(event).size() >= atLeast);
        return events.of(event);
    }

    public void await(String what, BooleanSupplier condition) {
        await(PATIENCE, what, condition);
    }

    public void await(Duration limit, String what, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (!running.isAlive() || System.nanoTime() > deadlineNs) {
                throw new AssertionError("no " + what + "; running: " + running.isAlive() + "\n" + told());
            }
            pause();
        }
    }

    /** Ends the producer as an ordinary end of its JVM, and waits for it. */
    public RecordedProducer stop() throws InterruptedException {
        running.terminate();
        assertThat(running.await(Duration.ofSeconds(30))).as(told()).isPresent();
        assertThat(out).as(told()).last().isEqualTo("closed");
        assertThat(err).noneMatch(line -> line.contains("internal error"));
        return this;
    }

    /** How many attempts to connect Kafka's own log shows, those included that ended before there was an address. */
    public long attempts() {
        return logged("Initiating connection to node") + unresolved();
    }

    /** How many attempts ended at a name, which Kafka logs instead of their beginning. */
    public long unresolved() {
        return err.stream()
                .filter(line -> line.startsWith("java.net.UnknownHostException: "))
                .count();
    }

    public long logged(String text) {
        return err.stream().filter(line -> line.contains(text)).count();
    }

    /** Attempts that ended well: those whose socket no failure of a handshake names afterwards. */
    public List<JsonNode> openedAndStayed() {
        Set<String> failed = events.of("connect_failed").stream()
                .map(RecordedProducer::socket)
                .collect(Collectors.toSet());
        return events.of("connection_opened").stream()
                .filter(record -> !failed.contains(socket(record)))
                .toList();
    }

    /** TCP had connected before a handshake failed, so those are both opened and failed. */
    public RecordedProducer assertEveryAttemptStandsOnce() {
        assertThat(events.of("connect_failed").size() + openedAndStayed().size())
                .as(told())
                .isEqualTo((int) attempts());
        return this;
    }

    /** For a failed assertion. */
    public String told() {
        return String.join("\n", out) + "\n" + String.join("\n", err) + "\n"
                + events.all().stream().map(JsonNode::toString).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() throws InterruptedException {
        running.kill();
        running.await(Duration.ofSeconds(10));
    }

    private static String socket(JsonNode record) {
        return record.path("local_ip").asText() + ":"
                + record.path("local_port").asText("none");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
