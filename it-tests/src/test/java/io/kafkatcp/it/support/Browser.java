package io.kafkatcp.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real browser without a window, steered by its DevTools protocol over loopback: what a page does, and all that it
 * asks for.
 */
public final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final Path profile;
    private final Process process;
    private final DevTools devTools;

    private Browser(Path profile, Process process, DevTools devTools) {
        this.profile = profile;
        this.process = process;
        this.devTools = devTools;
    }

    /** Skips the test with the reason where there is no Chromium, and never in CI. */
    public static Browser open() throws Exception {
        Optional<Path> program = find();
        OrSkip.because(
                program.isPresent() ? Optional.empty() : Optional.of("no Chromium in PATH (apt-get install chromium)"));
        Path profile = Files.createTempDirectory("chromium");
        ProcessBuilder builder = new ProcessBuilder(
                        program.get().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        // a browser that is killed leaves its locks behind; there they go with the profile
        builder.environment().put("TMPDIR", profile.toString());
        Process process = builder.start();
        return new Browser(profile, process, DevTools.connect(pageAddress(profile, process)));
    }

    /** Everything that was asked for from now on is a request of this page. */
    public Browser show(Path page, int width, int height, boolean dark) throws Exception {
        devTools.forget();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            devTools.call(domain + ".enable", JSON.createObjectNode());
        }
        devTools.call(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 500));
        ObjectNode media = JSON.createObjectNode();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light");
        devTools.call("Emulation.setEmulatedMedia", media);
        devTools.call(
                "Page.navigate", JSON.createObjectNode().put("url", page.toUri().toString()));
        devTools.await("Page.loadEventFired");
        return this;
    }

    /** The value of an expression, which may be a promise. */
    public JsonNode evaluate(String expression) throws Exception {
        JsonNode answer = devTools.call(
                "Runtime.evaluate",
                JSON.createObjectNode()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    public void click(int x, int y) throws Exception {
        for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
            devTools.call(
                    "Input.dispatchMouseEvent",
                    JSON.createObjectNode()
                            .put("type", type)
                            .put("x", x)
                            .put("y", y)
                            .put("button", "left")
                            .put("clickCount", 1));
        }
    }

    public void screenshot(Path file) throws Exception {
        JsonNode shot =
                devTools.call("Page.captureScreenshot", JSON.createObjectNode().put("captureBeyondViewport", true));
        Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
    }

    /** Exceptions, messages on the console and in the browser's log, which has violations of the page's policy. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (String event : List.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")) {
            devTools.events(event).forEach(one -> complaints.add(event + " " + one));
        }
        return complaints;
    }

    public List<String> requests() {
        return devTools.events("Network.requestWillBeSent").stream()
                .map(one -> one.path("request").path("url").asText())
                .toList();
    }

    @Override
    public void close() throws Exception {
        devTools.close();
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        process.destroy();
        process.waitFor(5, TimeUnit.SECONDS);
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        delete(profile);
    }

    private static Optional<Path> find() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static URI pageAddress(Path profile, Process process) throws Exception {
        Path file = profile.resolve("DevToolsActivePort");
        for (int i = 0; i < 300 && process.isAlive(); i++) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() >= 2) {
                URI list = URI.create("http://127.0.0.1:" + lines.get(0) + "/json/list");
                JsonNode targets = JSON.readTree(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
                for (JsonNode target : targets) {
                    if (target.path("type").asText().equals("page")) {
                        return URI.create(target.path("webSocketDebuggerUrl").asText());
                    }
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError("Chromium did not open its DevTools port; running: " + process.isAlive());
    }

    private static void delete(Path folder) throws IOException {
        // its last process may still be writing
        for (int attempt = 0; Files.exists(folder) && attempt < 20; attempt++) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (UncheckedIOException e) {
                continue;
            }
        }
    }
}
