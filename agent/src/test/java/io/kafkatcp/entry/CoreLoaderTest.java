package io.kafkatcp.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreLoaderTest {

    private static final Class<?> OWN = Answer.class;

    @TempDir
    Path directory;

    @Test
    void threadsThatNeedTheSameClassAtOnceGetTheSameOne() throws Exception {
        int threads = 4;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 100; round++) {
                CoreLoader loader = new CoreLoader(agentJar(true).toFile());
                CyclicBarrier together = new CyclicBarrier(threads);
                List<Future<Class<?>>> loaded = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    loaded.add(executor.submit(() -> {
                        together.await();
                        return loader.loadClass(OWN.getName());
                    }));
                }
                for (Future<Class<?>> each : loaded) {
                    assertThat(each.get()).isSameAs(loaded.get(0).get()).isNotSameAs(OWN);
                }
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void classesOfTheJdkAreFoundWhereTheRestOfTheAgentIsNotRead() throws Exception {
        CoreLoader loader = new CoreLoader(agentJar(false).toFile());
        assertThat(loader.loadClass("javax.management.MBeanServer")).isSameAs(javax.management.MBeanServer.class);
        // not the boot loader's
        assertThat(loader.loadClass("java.sql.Driver")).isSameAs(java.sql.Driver.class);
        assertThatThrownBy(() -> loader.loadClass(OWN.getName()))
                .isInstanceOf(ClassNotFoundException.class)
                .hasMessageContaining("has lost its core.jar");
    }

    @Test
    void classesOfTheApplicationAreNotSeen() throws Exception {
        CoreLoader loader = new CoreLoader(agentJar(true).toFile());
        assertThatThrownBy(() -> loader.loadClass(Test.class.getName())).isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> loader.loadClass("io.kafkatcp.entry.Absent"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void classFilesHoldNoNamesOfLocalVariablesForWhichTheJvmWouldTakeTimeBeforeTheFirstRecord() throws Exception {
        try (Stream<Path> files = Files.walk(
                Path.of(OWN.getProtectionDomain().getCodeSource().getLocation().toURI()))) {
            List<Path> classes =
                    files.filter(file -> file.toString().endsWith(".class")).toList();
            assertThat(classes).hasSizeGreaterThan(300);
            for (Path file : classes) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains("LocalVariableTable"))
                        .as(file.toString())
                        .isFalse();
            }
        }
    }

    private Path agentJar(boolean whole) throws IOException {
        Path file = directory.resolve(whole ? "whole.jar" : "torn.jar");
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file))) {
            put(jar, "early.jar", innerJar("io/kafkatcp/none.txt", new byte[0]));
            if (whole) {
                String name = InnerJar.fileOf(OWN.getName());
                try (InputStream in = OWN.getClassLoader().getResourceAsStream(name)) {
                    put(jar, "core.jar", innerJar(name, in.readAllBytes()));
                }
            }
        }
        return file;
    }

    private static byte[] innerJar(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            put(jar, name, content);
        }
        return bytes.toByteArray();
    }

    /** Not compressed, as the build writes them. */
    private static void put(ZipOutputStream jar, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }
}
