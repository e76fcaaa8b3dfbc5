package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.ReadTopic;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.lab.Broker;
import io.kafkatcp.lab.BrokerConfig;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that nobody here wrote, unchanged, under the agent, with what they send read back. */
class ForeignProgramsIT {

    private static final List<String> VALUES = IntStream.range(0, 50).mapToObj(i -> "line " + i).toList();

    private static Broker broker;

    @TempDir
    Path directory;

    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private EventsFile events;

    @BeforeAll
    static void aBroker() {
        broker = Broker.start(Host.local(), Built.old(BrokerConfig.onLoopback())).awaitReady(Duration.ofSeconds(120));
    }

    @AfterAll
    static void nothingStays() {
        if (broker != null) {
            broker.close();
        }
    }

    @BeforeEach
    void nothingIsRecordedYet() {
        events = new EventsFile(directory.resolve("events.jsonl"));
    }

    @Test
    void producerPerformanceSendsAllItsRecords() throws Exception {
        Running program = start("org.apache.kafka.tools.ProducerPerformance", "--topic", "performance", "--num-records", "5000", "--record-size", "100",
                "--throughput", "-1", "--producer-props", "bootstrap.servers=" + broker.bootstrapServers());

        assertThat(program.await(Duration.ofSeconds(60))).hasValue(0);
        assertThat(out).as(this::told).anyMatch(line -> line.startsWith("5000 records sent"));
        assertOptionsOn("producer");
    }

    @Test
    void verifiableProducerHasEachOfItsMessagesAcknowledged() throws Exception {
        Running program = start("org.apache.kafka.tools.VerifiableProducer", "--topic", "verifiable", "--max-messages", "100", "--bootstrap-server",
                broker.bootstrapServers());

        assertThat(program.await(Duration.ofSeconds(60))).hasValue(0);
        assertThat(out.stream().filter(line -> line.contains("\"producer_send_success\""))).as(this::told).hasSize(100);
        assertOptionsOn("producer");
    }

    @Test
    void connectStandaloneBringsAFileToATopicAndTheTopicToAFile() throws Exception {
        Path plugins = Files.createDirectories(directory.resolve("plugins/file"));
        try (Stream<Path> jars = Files.list(Built.oldKafka())) {
            Path jar = jars.filter(path -> path.getFileName().toString().startsWith("connect-file-")).findFirst().orElseThrow();
            Files.copy(jar, plugins.resolve(jar.getFileName()));
        }
        Path from = Files.write(directory.resolve("from.txt"), VALUES);
        Path to = directory.resolve("to.txt");
        Running program = start("org.apache.kafka.connect.cli.ConnectStandalone",
                properties("worker", "bootstrap.servers=" + broker.bootstrapServers(), "listeners=http://127.0.0.1:0", "plugin.path=" + plugins.getParent(),
                        "offset.storage.file.filename=" + directory.resolve("offsets"), "offset.flush.interval.ms=1000",
                        "key.converter=org.apache.kafka.connect.storage.StringConverter", "value.converter=org.apache.kafka.connect.storage.StringConverter"),
                properties("source", "name=source", "connector.class=org.apache.kafka.connect.file.FileStreamSourceConnector", "tasks.max=1",
                        "file=" + from, "topic=connect"),
                properties("sink", "name=sink", "connector.class=org.apache.kafka.connect.file.FileStreamSinkConnector", "tasks.max=1",
                        "file=" + to, "topics=connect"));
        try {
            await(program, () -> Files.exists(to) && Files.readAllLines(to).size() >= VALUES.size());
            assertThat(Files.readAllLines(to)).isEqualTo(VALUES);
        } finally {
            program.kill();
        }
        assertOptionsOn("producer", "consumer", "admin");
    }

    @Test
    void mirrorMakerCopiesATopicUnderAnotherName() throws Exception {
        write("mirrored", "--payload-monotonic");
        Running program = start("org.apache.kafka.connect.mirror.MirrorMaker", properties("mirror", "clusters=here, there",
                "here.bootstrap.servers=" + broker.bootstrapServers(), "there.bootstrap.servers=" + broker.bootstrapServers(),
                "here->there.enabled=true", "there->here.enabled=false", "here->there.topics=mirrored", "replication.factor=1",
                "offset.storage.replication.factor=1", "status.storage.replication.factor=1", "config.storage.replication.factor=1",
                "checkpoints.topic.replication.factor=1", "heartbeats.topic.replication.factor=1", "offset-syncs.topic.replication.factor=1",
                "dedicated.mode.enable.internal.rest=false"));
        try {
            ChildJvm.Result copied = ChildJvm.withoutAgent().run(ReadTopic.class, broker.bootstrapServers(), "here.mirrored", "50");
            assertThat(copied.out()).as(this::told).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).mapToObj(Integer::toString).toList());
        } finally {
            program.kill();
        }
        assertOptionsOn("producer", "consumer", "admin");
    }

    @Test
    void theWordCountOfKafkaStreamsCountsEachWordThroughTopicsOfItsOwn() throws Exception {
        // it ends where the topic that it reads is not there
        write("streams-plaintext-input", "--payload-file", Files.writeString(directory.resolve("text"), "all streams lead to all").toString());
        Running program = startOf(Built.streams().resolve("*") + ":" + Built.slf4jApi(), "org.apache.kafka.streams.examples.wordcount.WordCountDemo",
                properties("streams", "bootstrap.servers=" + broker.bootstrapServers(), "state.dir=" + directory.resolve("state"),
                        // its other store is 67 MB of native code
                        "dsl.store.suppliers.class=org.apache.kafka.streams.state.BuiltInDslStoreSuppliers$InMemoryDslStoreSuppliers"));
        try {
            ChildJvm.Result counted = ChildJvm.withoutAgent().run(ReadTopic.class, broker.bootstrapServers(), "streams-wordcount-output", "250",
                    "org.apache.kafka.common.serialization.LongDeserializer");
            // a line for each word of 50 records, with its count so far: one word comes twice in each, three once
            assertThat(counted.out()).as(this::told).containsExactlyInAnyOrderElementsOf(IntStream.of(100, 50, 50, 50)
                    .flatMap(times -> IntStream.rangeClosed(1, times)).mapToObj(Integer::toString).toList());
        } finally {
            program.kill();
        }
        assertOptionsOn("producer", "consumer", "admin");
    }

    @Test
    void anExecutableJarOfSpringCloudSendsWhatIsPostedToIt() throws Exception {
        Assumptions.assumeTrue(Built.isFull(), "skipped: its jar of 45 MB comes with the profile \"full\"");
        Running program = startJava("-jar", Built.other("http-source-kafka-").toString(), "--server.port=0", "--http.path-pattern=/",
                "--spring.cloud.stream.kafka.binder.brokers=" + broker.bootstrapServers(), "--spring.cloud.stream.bindings.output.destination=boot");
        try {
            Pattern port = Pattern.compile(".*started on port\\(s\\): (\\d+) .*");
            await(program, () -> out.stream().anyMatch(line -> port.matcher(line).matches()));
            Matcher started = port.matcher(out.stream().filter(line -> port.matcher(line).matches()).findFirst().orElseThrow());
            assertThat(started.matches()).isTrue();
            HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + started.group(1) + "/"))
                    .header("Content-Type", "text/plain").POST(HttpRequest.BodyPublishers.ofString("posted")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(this::told).isEqualTo(202);
            ChildJvm.Result read = ChildJvm.withoutAgent().run(ReadTopic.class, broker.bootstrapServers(), "boot", "1");
            assertThat(read.out()).as(this::told).singleElement().asString().contains("posted");
        } finally {
            program.kill();
        }
        assertOptionsOn("producer", "admin");
    }

    private void write(String topic, String... payload) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--topic", topic, "--num-records", "50", "--throughput", "-1", "--producer-props",
                "bootstrap.servers=" + broker.bootstrapServers()));
        arguments.addAll(List.of(payload));
        Running program = start("org.apache.kafka.tools.ProducerPerformance", arguments.toArray(new String[0]));
        assertThat(program.await(Duration.ofSeconds(60))).as(this::told).hasValue(0);
    }

    private void assertOptionsOn(String... clientTypes) {
        assertThat(err).as(this::told).noneMatch(line -> line.contains("internal error")).noneMatch(line -> line.contains(" off for "));
        List<JsonNode> opened = events.of("connection_opened");
        assertThat(opened.stream().map(record -> record.path("client_type").asText())).as(this::told).contains(clientTypes);
        assertThat(opened).allSatisfy(EventsFile::assertDefaultsOn);
    }

    private Running start(String main, String... arguments) {
        return startOf(Built.oldKafka().resolve("*").toString(), main, arguments);
    }

    private Running startOf(String classPath, String main, String... arguments) {
        return startJava(Stream.concat(Stream.of(Built.oldLog(), "-cp", classPath, main), Stream.of(arguments)).toArray(String[]::new));
    }

    private Running startJava(String... launch) {
        List<String> command = new ArrayList<>(List.of(Jdks.running().resolve("bin/java").toString(), "-XX:TieredStopAtLevel=1",
                "-javaagent:" + Built.AGENT + "=" + events.argument()));
        command.addAll(List.of(launch));
        return Host.local().start(command, Map.of(), out::add, err::add);
    }

    private String properties(String name, String... lines) throws IOException {
        return Files.write(directory.resolve(name + ".properties"), List.of(lines)).toString();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Running program, Condition condition) throws Exception {
        long deadlineNs = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.holds()) {
            assertThat(program.isAlive() && System.nanoTime() < deadlineNs).as(this::told).isTrue();
            Thread.sleep(200);
        }
    }

    private String told() {
        return Stream.concat(out.stream().limit(40), err.stream().limit(60)).reduce("", (all, line) -> all + "\n" + line);
    }
}
