package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.ReadTopic;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.ForeignProgram;
import io.kafkatcp.it.support.OldBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Programs that nobody here wrote, unchanged, under the agent, with what they send read back. */
class ForeignProgramsIT {

    private static final List<String> VALUES =
            IntStream.range(0, 50).mapToObj(i -> "line " + i).toList();

    @RegisterExtension
    static final OldBroker BROKER = new OldBroker();

    @TempDir
    Path directory;

    @Test
    void producerPerformanceSendsAllItsRecords() throws Exception {
        ForeignProgram program = start(
                "org.apache.kafka.tools.ProducerPerformance",
                "--topic",
                "performance",
                "--num-records",
                "5000",
                "--record-size",
                "100",
                "--throughput",
                "-1",
                "--producer-props",
                "bootstrap.servers=" + bootstrap());

        program.awaitEnd();
        assertThat(program.out()).as(program::told).anyMatch(line -> line.startsWith("5000 records sent"));
        program.assertOptionsOn("producer");
    }

    @Test
    void verifiableProducerHasEachOfItsMessagesAcknowledged() throws Exception {
        ForeignProgram program = start(
                "org.apache.kafka.tools.VerifiableProducer",
                "--topic",
                "verifiable",
                "--max-messages",
                "100",
                "--bootstrap-server",
                bootstrap());

        program.awaitEnd();
        assertThat(program.out().stream().filter(line -> line.contains("\"producer_send_success\"")))
                .as(program::told)
                .hasSize(100);
        program.assertOptionsOn("producer");
    }

    @Test
    void connectStandaloneBringsAFileToATopicAndTheTopicToAFile() throws Exception {
        Path plugins = Files.createDirectories(directory.resolve("plugins/file"));
        try (Stream<Path> jars = Files.list(Built.oldKafka())) {
            Path jar = jars.filter(path -> path.getFileName().toString().startsWith("connect-file-"))
                    .findFirst()
                    .orElseThrow();
            Files.copy(jar, plugins.resolve(jar.getFileName()));
        }
        Path from = Files.write(directory.resolve("from.txt"), VALUES);
        Path to = directory.resolve("to.txt");
        ForeignProgram program = start(
                "org.apache.kafka.connect.cli.ConnectStandalone",
                properties(
                        "worker",
                        "bootstrap.servers=" + bootstrap(),
                        "listeners=http://127.0.0.1:0",
                        "plugin.path=" + plugins.getParent(),
                        "offset.storage.file.filename=" + directory.resolve("offsets"),
                        "offset.flush.interval.ms=1000",
                        "key.converter=org.apache.kafka.connect.storage.StringConverter",
                        "value.converter=org.apache.kafka.connect.storage.StringConverter"),
                properties(
                        "source",
                        "name=source",
                        "connector.class=org.apache.kafka.connect.file.FileStreamSourceConnector",
                        "tasks.max=1",
                        "file=" + from,
                        "topic=connect"),
                properties(
                        "sink",
                        "name=sink",
                        "connector.class=org.apache.kafka.connect.file.FileStreamSinkConnector",
                        "tasks.max=1",
                        "file=" + to,
                        "topics=connect"));
        try (program) {
            program.await(() -> Files.exists(to) && Files.readAllLines(to).size() >= VALUES.size());
            assertThat(Files.readAllLines(to)).isEqualTo(VALUES);
        }
        program.assertOptionsOn("producer", "consumer", "admin");
    }

    @Test
    void mirrorMakerCopiesATopicUnderAnotherName() throws Exception {
        write("mirrored", "--payload-monotonic");
        ForeignProgram program = start(
                "org.apache.kafka.connect.mirror.MirrorMaker",
                properties(
                        "mirror",
                        "clusters=here, there",
                        "here.bootstrap.servers=" + bootstrap(),
                        "there.bootstrap.servers=" + bootstrap(),
                        "here->there.enabled=true",
                        "there->here.enabled=false",
                        "here->there.topics=mirrored",
                        "replication.factor=1",
                        "offset.storage.replication.factor=1",
                        "status.storage.replication.factor=1",
                        "config.storage.replication.factor=1",
                        "checkpoints.topic.replication.factor=1",
                        "heartbeats.topic.replication.factor=1",
                        "offset-syncs.topic.replication.factor=1",
                        "dedicated.mode.enable.internal.rest=false"));
        try (program) {
            ChildJvm.Result copied = ChildJvm.withoutAgent().run(ReadTopic.class, bootstrap(), "here.mirrored", "50");
            assertThat(copied.out())
                    .as(program::told)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 50).mapToObj(Integer::toString).toList());
        }
        program.assertOptionsOn("producer", "consumer", "admin");
    }

    @Test
    void theWordCountOfKafkaStreamsCountsEachWordThroughTopicsOfItsOwn() throws Exception {
        // it ends where the topic that it reads is not there
        write(
                "streams-plaintext-input",
                "--payload-file",
                Files.writeString(directory.resolve("text"), "all streams lead to all")
                        .toString());
        ForeignProgram program = startOf(
                Built.streams().resolve("*") + ":" + Built.slf4jApi(),
                "org.apache.kafka.streams.examples.wordcount.WordCountDemo",
                properties(
                        "streams",
                        "bootstrap.servers=" + bootstrap(),
                        "state.dir=" + directory.resolve("state"),
                        // its other store is 67 MB of native code
                        "dsl.store.suppliers.class=org.apache.kafka.streams.state."
                                + "BuiltInDslStoreSuppliers$InMemoryDslStoreSuppliers"));
        try (program) {
            ChildJvm.Result counted = ChildJvm.withoutAgent()
                    .run(
                            ReadTopic.class,
                            bootstrap(),
                            "streams-wordcount-output",
                            "250",
                            "org.apache.kafka.common.serialization.LongDeserializer");
            // a line for each word of 50 records, with its count so far: one word comes twice in each, three once
            assertThat(counted.out())
                    .as(program::told)
                    .containsExactlyInAnyOrderElementsOf(IntStream.of(100, 50, 50, 50)
                            .flatMap(times -> IntStream.rangeClosed(1, times))
                            .mapToObj(Integer::toString)
                            .toList());
        }
        program.assertOptionsOn("producer", "consumer", "admin");
    }

    @Test
    void anExecutableJarOfSpringCloudSendsWhatIsPostedToIt() throws Exception {
        Assumptions.assumeTrue(Built.isFull(), "skipped: its jar of 45 MB comes with the profile \"full\"");
        ForeignProgram program = ForeignProgram.start(
                directory,
                List.of(
                        "-jar",
                        Built.other("http-source-kafka-").toString(),
                        "--server.port=0",
                        "--http.path-pattern=/",
                        "--spring.cloud.stream.kafka.binder.brokers=" + bootstrap(),
                        "--spring.cloud.stream.bindings.output.destination=boot"));
        try (program) {
            Pattern port = Pattern.compile(".*started on port\\(s\\): (\\d+) .*");
            program.await(() ->
                    program.out().stream().anyMatch(line -> port.matcher(line).matches()));
            Matcher started = port.matcher(program.out().stream()
                    .filter(line -> port.matcher(line).matches())
                    .findFirst()
                    .orElseThrow());
            assertThat(started.matches()).isTrue();
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + started.group(1) + "/"))
                                    .header("Content-Type", "text/plain")
                                    .POST(HttpRequest.BodyPublishers.ofString("posted"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(program::told).isEqualTo(202);
            ChildJvm.Result read = ChildJvm.withoutAgent().run(ReadTopic.class, bootstrap(), "boot", "1");
            assertThat(read.out()).as(program::told).singleElement().asString().contains("posted");
        }
        program.assertOptionsOn("producer", "admin");
    }

    private void write(String topic, String... payload) throws Exception {
        List<String> launch = new ArrayList<>(List.of(
                Built.oldLog(),
                "-cp",
                oldKafka(),
                "org.apache.kafka.tools.ProducerPerformance",
                "--topic",
                topic,
                "--num-records",
                "50",
                "--throughput",
                "-1",
                "--producer-props",
                "bootstrap.servers=" + bootstrap()));
        launch.addAll(List.of(payload));
        ChildJvm.withoutAgent().launch(launch).assertHealthy();
    }

    private ForeignProgram start(String main, String... arguments) {
        return startOf(oldKafka(), main, arguments);
    }

    private ForeignProgram startOf(String classPath, String main, String... arguments) {
        return ForeignProgram.start(
                directory,
                Stream.concat(Stream.of(Built.oldLog(), "-cp", classPath, main), Stream.of(arguments))
                        .toList());
    }

    private String properties(String name, String... lines) throws IOException {
        return Files.write(directory.resolve(name + ".properties"), List.of(lines))
                .toString();
    }

    private static String oldKafka() {
        return Built.oldKafka().resolve("*").toString();
    }

    private static String bootstrap() {
        return BROKER.broker().bootstrapServers();
    }
}
