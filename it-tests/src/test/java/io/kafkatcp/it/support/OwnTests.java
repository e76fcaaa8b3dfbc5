package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * One run of the tests that Kafka publishes for its clients, in a JVM of its own: each test by JUnit's unique id, and
 * how it ended.
 */
public record OwnTests(Map<String, String> outcomes, ChildJvm.Result said) {

    /** Those that open connections, by Kafka's own network code or through a mock of it. */
    private static final List<String> CLIENTS = List.of(
            "--select-package=org.apache.kafka.common.network",
            "--select-package=org.apache.kafka.common.security.authenticator",
            "--select-package=org.apache.kafka.clients.producer",
            "--select-class=org.apache.kafka.clients.NetworkClientTest",
            "--select-class=org.apache.kafka.clients.admin.KafkaAdminClientTest");

    private static final String PASSED = "passed";
    /** Three minutes of processor time, mostly for RSA keys, on a machine that may be busy. */
    private static final long LIMIT_SECONDS = 3_600;

    /** @param reports where JUnit's reports go, and the stores of keys that these tests leave in the folder for such */
    public static OwnTests run(ChildJvm jvm, String age, Path reports) throws Exception {
        return run(jvm, age, reports, CLIENTS);
    }

    /** @param ids JUnit's unique ids */
    public static OwnTests runSome(ChildJvm jvm, String age, Path reports, Collection<String> ids) throws Exception {
        return run(jvm, age, reports, ids.stream().map(id -> "--uid=" + id).toList());
    }

    private static OwnTests run(ChildJvm jvm, String age, Path reports, List<String> selected) throws Exception {
        Path temporary = Files.createDirectories(reports.resolve("tmp"));
        List<String> launch = new ArrayList<>(List.of(
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                Built.ownTests(age),
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--details=none"));
        launch.add("--reports-dir=" + reports);
        launch.addAll(selected);
        ChildJvm.Result said = jvm.limitSeconds(LIMIT_SECONDS).launch(launch);
        // 0: all passed, 1: some failed; all else is a launcher that found no tests or did not get to its end
        assertThat(said.exitCode()).as(String.join("\n", said.err())).isBetween(0, 1);
        return new OwnTests(read(reports.resolve("TEST-junit-jupiter.xml")), said);
    }

    private static Map<String, String> read(Path report) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
        NodeList cases = document.getElementsByTagName("testcase");
        Map<String, String> outcomes = new TreeMap<>();
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            outcomes.put(id(test), outcome(test));
        }
        assertThat(outcomes).as("one for each test of the report").hasSize(cases.getLength());
        return outcomes;
    }

    private static String id(Element test) {
        return test.getElementsByTagName("system-out")
                .item(0)
                .getTextContent()
                .lines()
                .filter(line -> line.startsWith("unique-id: "))
                .map(line -> line.substring("unique-id: ".length()))
                .findFirst()
                .orElseThrow();
    }

    private static String outcome(Element test) {
        return Stream.of("failure", "error", "skipped")
                .filter(name -> test.getElementsByTagName(name).getLength() > 0)
                .findFirst()
                .orElse(PASSED);
    }

    public long passed() {
        return outcomes.values().stream().filter(PASSED::equals).count();
    }

    /** The tests that ended otherwise in another run, or ran in one of the two only. */
    public Set<String> differingFrom(OwnTests other) {
        Set<String> all = new TreeSet<>(outcomes.keySet());
        all.addAll(other.outcomes.keySet());
        all.removeIf(id -> outcomes.containsKey(id) && outcomes.get(id).equals(other.outcomes.get(id)));
        return all;
    }
}
