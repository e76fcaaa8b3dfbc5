package io.kafkatcp.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the pages give to copy is taken by those who read it: Kubernetes, systemd, a shell, GitHub. */
class ManifestsTest {

    /** The API's classes keep fields that they do not know; here those are errors. */
    private static final YAMLMapper STRICT = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
                    return false;
                }
            })
            .build();

    private static final Map<String, Class<?>> KINDS = Map.of("Pod", Pod.class, "Deployment", Deployment.class);

    @TempDir
    Path folder;

    static List<String> manifests() throws IOException {
        return blocks("yaml").filter(block -> block.contains("kind:")).toList();
    }

    @Test
    void thereAreManifestsForEachWayInKubernetes() throws IOException {
        assertThat(manifests()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(manifests())
                .anyMatch(block -> block.contains("reference: "))
                .anyMatch(block -> block.contains("init"));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void theKubernetesApiKnowsEachField(String manifest) {
        JsonNode tree = STRICT.readTree(manifest);

        assertThat(tree.path("apiVersion").asString()).isIn("v1", "apps/v1");
        assertThat(STRICT.treeToValue(tree, KINDS.get(tree.path("kind").asString())))
                .isNotNull();
    }

    @Test
    void aFieldThatTheKubernetesApiHasNotIsFound() {
        String wrong = "apiVersion: v1\nkind: Pod\nspec: {volumes: [{name: a, image: {refrence: b}}]}";

        assertThatThrownBy(() -> STRICT.readValue(wrong, Pod.class)).isInstanceOf(JacksonException.class);
    }

    static List<String> shellBlocks() throws IOException {
        return blocks("sh").toList();
    }

    @ParameterizedTest
    @MethodSource("shellBlocks")
    void aShellTakesEachCommand(String block) throws Exception {
        assertThat(run(block, "bash", "-n")).isEmpty();
    }

    @Test
    void systemdTakesTheUnit() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "skipped: no systemd-analyze");
        String dropIn = blocks("ini").findFirst().orElseThrow();
        Path unit = Files.writeString(
                folder.resolve("orders.service"), dropIn + "ExecStart=/usr/bin/env\n[Unit]\nDescription=orders\n");

        assertThat(run("", "systemd-analyze", "verify", "--man=no", "--generators=no", unit.toString()))
                .doesNotContain("orders.service:");
    }

    /** A workflow is YAML that nothing compiles: whether it does what the project's own run does. */
    @Test
    void theWorkflowRunsWhatIsRunHereAndReleasesByTheDocumentedCommand() throws IOException {
        JsonNode workflow = STRICT.readTree(Files.readString(Path.of("../.github/workflows/build.yml")));
        JsonNode test = workflow.path("jobs").path("test");
        JsonNode release = workflow.path("jobs").path("release");

        assertThat(workflow.path("permissions").path("contents").asString()).isEqualTo("read");
        assertThat(commands(test)).anyMatch(command -> command.endsWith(".ci/run"));
        assertThat(test.path("env").path("CI").asString())
                .as("no test with a namespace is skipped there")
                .isEqualTo("true");
        assertThat(release.path("needs").asString()).isEqualTo("test");
        String documented = "mvn -B -Prelease -DskipTests -pl agent verify";
        assertThat(commands(release)).contains(documented);
        assertThat(Files.readString(Path.of("docs/install.md"))).contains(documented);
        assertThat(Files.isExecutable(Path.of("../.ci/run"))).isTrue();
        for (JsonNode job : workflow.path("jobs")) {
            assertThat(job.has("runs-on") && job.has("timeout-minutes")).isTrue();
            for (JsonNode step : job.path("steps")) {
                assertThat(step.has("uses") ^ step.has("run")).as("%s", step).isTrue();
                if (step.has("run")) {
                    assertThat(shellSays(step.path("run").asString())).isEmpty();
                }
            }
        }
    }

    private static String shellSays(String commands) {
        try {
            return run(commands, "bash", "-n");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> commands(JsonNode job) {
        return job.path("steps")
                .valueStream()
                .filter(step -> step.has("run"))
                .map(step -> step.path("run").asString().trim())
                .toList();
    }

    private static Stream<String> blocks(String language) throws IOException {
        Pattern block = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$");
        return Stream.concat(Stream.of(Path.of("../README.md")), Files.list(Path.of("docs")))
                .sorted()
                .flatMap(page -> block.matcher(read(page)).results().map(found -> found.group(1)));
    }

    private static String run(String input, String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
