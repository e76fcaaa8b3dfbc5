package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ReleaseBuild;
import io.kafkatcp.it.support.Unpacked;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/**
 * What a user downloads: the same bytes from any folder, whole as Maven Central asks, with the licences of all of it.
 */
class ReleaseIT {

    private static final List<String> PUBLISHED = List.of(
            "kafka-tcp-agent.jar",
            "kafka-tcp-agent-sources.jar",
            "kafka-tcp-agent-javadoc.jar",
            "kafka-tcp-agent.pom",
            "kafka-tcp-agent.cdx.json");
    private static final Map<String, String> TEXT_OF = Map.of(
            "byte-buddy", "META-INF/licenses/NOTICE-byte-buddy",
            "asm", "META-INF/licenses/ASM",
            "picocli", "META-INF/LICENSE",
            "jackson-core", "META-INF/licenses/NOTICE-jackson-core",
            "uplot", "META-INF/licenses/LICENSE-uPlot");

    private static final Map<String, String> NAME_IN_NOTICE = Map.of(
            "net/bytebuddy", "Byte Buddy",
            "net/bytebuddy/jar", "net.bytebuddy.jar.asm",
            "picocli", "picocli",
            "com/fasterxml", "jackson-core",
            "com/fasterxml/jackson/core/io/schubfach", "com.fasterxml.jackson.core.io.schubfach",
            "report/uplot", "uPlot");

    @TempDir
    static Path directory;

    private static ReleaseBuild build;

    @BeforeAll
    static void build() throws Exception {
        build = ReleaseBuild.in(directory.resolve("a folder of another name"));
    }

    @Test
    void twoBuildsInTwoFoldersGiveTheSameJar() {
        assertThat(build.file("kafka-tcp-agent.jar")).hasSameBinaryContentAs(Built.AGENT);
    }

    @Test
    void everyPublishedFileIsSigned() throws Exception {
        for (String name : PUBLISHED) {
            build.assertSigned(name);
        }
    }

    @Test
    void thePomOfAUserHasWhatMavenCentralAsksForAndNothingOfThisBuild() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(build.file("kafka-tcp-agent.pom").toFile());

        for (String element : List.of("name", "description", "url", "license", "developer", "scm", "connection")) {
            assertThat(pom.getElementsByTagName(element).getLength())
                    .as(element)
                    .isPositive();
        }
        for (String element : List.of("parent", "dependencies", "build", "profiles", "properties", "modules")) {
            assertThat(pom.getElementsByTagName(element).getLength())
                    .as(element)
                    .isZero();
        }
        assertThat(Files.readString(build.file("kafka-tcp-agent.pom"))).doesNotContain("${");
    }

    @Test
    void sourcesAndJavadocAreThere() throws Exception {
        assertThat(Unpacked.zip(build.file("kafka-tcp-agent-sources.jar")))
                .containsKeys("io/kafkatcp/entry/AgentEntry.java", "java/kafkatcp/bridge/Bridge.java");
        assertThat(Unpacked.zip(build.file("kafka-tcp-agent-javadoc.jar")))
                .containsKeys("index.html", "io/kafkatcp/core/start/Agent.html");
    }

    @Test
    void theSbomNamesWhatTheJarCarriesAndTheJarHasALicenceOfEach() throws Exception {
        Map<String, byte[]> jar = Unpacked.zip(Built.AGENT);
        JsonNode sbom = new ObjectMapper()
                .readTree(build.file("kafka-tcp-agent.cdx.json").toFile());
        List<String> names = new ArrayList<>();
        for (JsonNode component : sbom.path("components")) {
            String name = component.path("name").asText();
            names.add(name);
            assertThat(component.path("licenses").size()).as(name).isPositive();
            assertThat(jar).as(name).containsKey(TEXT_OF.get(name));
        }

        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(names).containsExactlyInAnyOrderElementsOf(TEXT_OF.keySet());
        assertThat(jar).containsKeys("META-INF/NOTICE", "META-INF/licenses/LICENSE-Schubfach");
        String notice = new String(jar.get("META-INF/NOTICE"), StandardCharsets.UTF_8);
        for (String folder : packagesOfOthers(jar)) {
            assertThat(notice).as(folder).contains(NAME_IN_NOTICE.get(folder));
        }
    }

    /** The folders of what is not ours; a new one has no name in the map, and the test fails. */
    private static List<String> packagesOfOthers(Map<String, byte[]> jar) throws Exception {
        List<String> files = new ArrayList<>();
        for (String inner : List.of("core.jar", "cli.jar", "early.jar")) {
            files.addAll(Unpacked.zip(new ByteArrayInputStream(jar.get(inner))).keySet());
        }
        return files.stream()
                .filter(file -> !file.startsWith("io/kafkatcp/")
                        && !file.startsWith("java/kafkatcp/")
                        && !file.matches("report/[^/]+"))
                .map(ReleaseIT::packageOf)
                .distinct()
                .toList();
    }

    private static String packageOf(String file) {
        if (file.contains("/schubfach/")) {
            return "com/fasterxml/jackson/core/io/schubfach";
        }
        if (file.startsWith("net/bytebuddy/jar/asm/")) {
            return "net/bytebuddy/jar";
        }
        String[] names = file.split("/");
        return names.length < 3 ? names[0] : names[0] + (names[0].equals("picocli") ? "" : "/" + names[1]);
    }

    @Test
    void theVersionOfAsmIsTheOneThatByteBuddyCarries() throws Exception {
        String version = sbomVersion("byte-buddy");
        Path pom = ReleaseBuild.localRepository()
                .resolve("net/bytebuddy/byte-buddy-parent/" + version + "/byte-buddy-parent-" + version + ".pom");

        assertThat(Files.readString(pom)).contains("<version.asm>" + sbomVersion("asm") + "</version.asm>");
    }

    private static String sbomVersion(String name) throws Exception {
        for (JsonNode component : new ObjectMapper()
                .readTree(build.file("kafka-tcp-agent.cdx.json").toFile())
                .path("components")) {
            if (component.path("name").asText().equals(name)) {
                return component.path("version").asText();
            }
        }
        throw new AssertionError("no " + name);
    }

    /** As a mount of the image shows it, and as COPY --from takes it. */
    @Test
    void theImageHoldsTheJarAndNothingElseAndTheJarRunsFromThere() throws Exception {
        Path root = directory.resolve("image");
        List<String> files = Unpacked.image(build.file("kafka-tcp-agent-image.tar"), root);

        assertThat(files).containsExactly("kafka-tcp-agent.jar");
        assertThat(root.resolve("kafka-tcp-agent.jar")).hasSameBinaryContentAs(Built.AGENT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("kafka-tcp-agent.jar"))))
                .as("any user of a container reads it")
                .isEqualTo("rw-r--r--");
        Process version = new ProcessBuilder("java", "-jar", root.resolve("kafka-tcp-agent.jar") + "", "--version")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("kafka-tcp-agent 0.");
        assertThat(version.waitFor()).isZero();
    }
}
