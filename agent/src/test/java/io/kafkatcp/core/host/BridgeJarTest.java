package io.kafkatcp.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeJarTest {

    private static final String TMPDIR = "java.io.tmpdir";

    @TempDir
    Path directory;

    private final String before = System.getProperty(TMPDIR);
    private final List<String> appended = new ArrayList<>();
    private final List<String> entries = new ArrayList<>();

    @AfterEach
    void restore() {
        System.setProperty(TMPDIR, before);
    }

    @Test
    void theBridgeIsAppendedAsAJarThatIsGoneAfterwards() throws Exception {
        System.setProperty(TMPDIR, directory.toString());

        BridgeJar.append(instrumentation());

        assertThat(appended).singleElement().asString().startsWith(directory.toString());
        assertThat(entries).contains("java/kafkatcp/bridge/Bridge.class");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aReadOnlyFileSystemStillHasSharedMemory() throws Exception {
        System.setProperty(TMPDIR, directory.resolve("missing").toString());

        BridgeJar.append(instrumentation());

        assertThat(appended).singleElement().asString().startsWith("/dev/shm/");
    }

    @Test
    void theBridgeIsPutOnTheBootLoaderWhole() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/classes/java/kafkatcp/bridge"))) {
            List<String> compiled = files.map(file -> "java.kafkatcp.bridge."
                            + file.getFileName().toString().replace(".class", ""))
                    .toList();

            assertThat(BridgeClasses.NAMES).containsExactlyInAnyOrderElementsOf(compiled);
        }
    }

    @Test
    void aLostClassFileIsNamed() {
        assertThatThrownBy(() -> BridgeClasses.bytesOf("java.kafkatcp.bridge.Lost"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("java/kafkatcp/bridge/Lost.class");
    }

    private Instrumentation instrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, method, arguments) -> {
                    JarFile jar = (JarFile) arguments[0];
                    appended.add(jar.getName());
                    jar.stream().forEach(entry -> entries.add(entry.getName()));
                    return null;
                });
    }
}
