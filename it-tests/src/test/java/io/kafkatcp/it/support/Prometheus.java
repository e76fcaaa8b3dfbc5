package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Prometheus on loopback, which scrapes one target each second and evaluates the alerts of a file. */
public final class Prometheus implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the test where there is none. */
    public static void needed() {
        boolean isThere = Stream.of("prometheus", "promtool")
                .allMatch(program -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
        OrSkip.because(isThere ? Optional.empty() : Optional.of("no prometheus and promtool on the PATH"));
    }

    public static Prometheus scraping(int target, Path rules, Path folder) throws IOException {
        int port = freePort();
        Path configuration = Files.writeString(
                folder.resolve("prometheus.yml"),
                "global: {scrape_interval: 1s, evaluation_interval: 1s}\nrule_files: [\"" + rules.toAbsolutePath()
                        + "\"]\nscrape_configs: [{job_name: orders, static_configs: [{targets: [\"127.0.0.1:" + target
                        + "\"]}]}]\n");
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, port);
    }

    /** Asks until there is something, for a minute at most. @return what it has of an expression */
    public JsonNode await(String expression) throws Exception {
        for (int i = 0; i < 120; i++) {
            try {
                JsonNode result = query(expression);
                if (!result.isEmpty()) {
                    return result;
                }
            } catch (IOException e) {
                // it is starting
                assertThat(process.isAlive()).isTrue();
            }
            Thread.sleep(500);
        }
        throw new AssertionError("nothing came of " + expression);
    }

    /** @return the rows of an expression at this moment */
    public JsonNode query(String expression) throws Exception {
        JsonNode answer = get("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        assertThat(answer.path("status").asText())
                .as(expression + ": " + answer)
                .isEqualTo("success");
        return answer.path("data").path("result");
    }

    /** @return every group of rules with their health */
    public JsonNode rules() throws Exception {
        return get("rules").path("data").path("groups");
    }

    private JsonNode get(String what) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + what))
                .build();
        return new ObjectMapper()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
