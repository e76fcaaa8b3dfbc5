package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.AttachTarget;
import io.kafkatcp.it.support.Attacker;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.NeedsLab;
import io.kafkatcp.it.support.Sandbox;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.Host;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Root attaches to the JVM of a user who wants to become root by it: who plants links wherever the command may write,
 * swaps the jar and the folders, in front of it and out of a container. Nothing of root's changes, and the verbs work.
 */
class AttachUnderAttackIT {

    private static final int HOSTILE = 4_001;
    private static final long ATTACK_SECONDS = 60;

    private final Tool root = Tool.on(Host.local());

    /** Root's alone, with a file in it. */
    private Path vault;

    private Path secret;
    private Map<String, Object> secretBefore;

    /** So that a copy has to be made. */
    private Path jar;

    @TempDir
    Path directory;

    @BeforeEach
    void lockTheVault() throws Exception {
        NeedsLab.open().close();
        vault = Files.createDirectory(directory.resolve("vault"), permissions("rwx------"));
        secret = Files.writeString(vault.resolve("secret"), "untouched");
        secretBefore = attributes();
        jar = Files.copy(Built.AGENT, directory.resolve("kafka-tcp-agent.jar"));
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void attacksWithoutAPauseTouchNothingOfRootsAndHoldUpNoVerb() throws Exception {
        // in the second nothing but its own /tmp can be written to, so that the jar has to go there
        try (AttachTarget beside = AttachTarget.start(Jdks.running(), Sandbox.user(HOSTILE));
                AttachTarget contained = AttachTarget.start(
                        Jdks.running(),
                        Sandbox.mounted(
                                "mount -t tmpfs -o mode=1777 none /tmp",
                                "sh",
                                "-c",
                                "mount -o remount,bind,ro / && exec setpriv --reuid 4001 --regid 4001 "
                                        + "--clear-groups \"$@\"",
                                "sh"));
                Attacker first = Attacker.beside(beside, HOSTILE, vault);
                Attacker second = Attacker.inside(contained, HOSTILE, vault)) {
            long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(ATTACK_SECONDS);
            List<String> failed = new ArrayList<>();
            int rounds = 0;
            while (System.nanoTime() < endNs) {
                for (AttachTarget target : List.of(beside, contained)) {
                    try {
                        inAndOut(target);
                    } catch (AssertionError e) {
                        failed.add(e.getMessage());
                        // or the next round would fail for this one
                        root.from(jar).run("detach", target.pid());
                    }
                }
                rounds++;
            }

            assertVaultUntouched();
            assertThat(failed).isEmpty();
            first.assertHasTried();
            second.assertHasTried();
            beside.assertUnharmed();
            contained.assertUnharmed();
            System.out.println(rounds + " rounds of attach, status, set and detach, each to two JVMs under attack");
        }
        assertRootsCopiesAreWholeAndFew(Path.of("/run"));
    }

    @Test
    void aLinkInPlaceOfTheAttachSocketLeadsNowhere() throws Exception {
        try (AttachTarget target = AttachTarget.start(Jdks.running(), Sandbox.user(HOSTILE));
                ServerSocketChannel rootsOwn = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            rootsOwn.bind(UnixDomainSocketAddress.of(vault.resolve("socket")));
            rootsOwn.configureBlocking(false);
            root.from(jar).run("attach", target.pid()).assertDone();
            try (Attacker attacker = Attacker.swappingSocket(target, HOSTILE, vault.resolve("socket"))) {
                for (int i = 0; i < 5; i++) {
                    // one of its own user's making: it works or does not, as that user likes
                    root.from(jar).run("status", target.pid());
                }
                attacker.assertHasTried();
            }
            assertThat(rootsOwn.accept()).isNull();
            Files.delete(vault.resolve("socket"));
            target.assertUnharmed();
        }
        assertVaultUntouched();
    }

    /** An ordinary user is root in a namespace of his own making, and mounts what he likes where he likes. */
    @Test
    void aFolderOfRootsThatIsMountedInPlaceOfTmpOrRunIsNotWrittenTo() throws Exception {
        // everybody may look at it, as at /etc
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path etc = Files.createDirectory(directory.resolve("etc"), permissions("rwxr-xr-x"));
        Sandbox.prepareForTmp(etc);
        List<String> before = tree(etc);
        String bind = "mount --bind " + etc + " ";

        try (AttachTarget target = AttachTarget.start(
                Jdks.running(),
                Sandbox.userNamespace(HOSTILE, bind + "/run && mount -t tmpfs -o mode=1777 none /tmp"))) {
            root.from(jar).run("attach", target.pid());
            assertThat(tree(etc)).isEqualTo(before);
            root.from(jar).run("detach", target.pid());
            inAndOut(target);
            target.assertUnharmed();
        }
        try (AttachTarget target = AttachTarget.start(Jdks.running(), Sandbox.userNamespace(HOSTILE, bind + "/tmp"))) {
            root.from(jar).run("attach", target.pid()).assertNotPossible("it would open a socket in its own /tmp");
            target.assertUnharmed();
        }
        assertThat(tree(etc)).isEqualTo(before);
        assertVaultUntouched();
    }

    /** Between the look at a descriptor and its opening, of which there are a thousand. */
    @Test
    void aJarThatTurnsIntoAPipeHoldsNoList() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path real = Files.copy(Built.slf4jApi(), directory.resolve("a.jar"));
        Path pipe = directory.resolve("b.jar");
        assertThat(new ProcessBuilder("mkfifo", "-m", "644", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();
        List<String> flipping = new ArrayList<>(Sandbox.user(HOSTILE));
        // looks like a JVM by its memory
        flipping.addAll(List.of(
                "env",
                "LD_PRELOAD=" + Jdks.running().resolve("lib/server/libjvm.so"),
                "perl",
                "-MPOSIX",
                "-e",
                "$a = POSIX::open($ARGV[0], O_RDONLY) or die; $b = POSIX::open($ARGV[1], O_RDONLY | O_NONBLOCK) or die;"
                        + " $| = 1;"
                        + " print qq(up\\n); while (1) { for $f ($a, $b) { POSIX::dup2($f, $_) for 50 .. 900 } }",
                real.toString(),
                pipe.toString()));
        Process hostile = new ProcessBuilder(flipping)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(hostile.inputReader().readLine()).isEqualTo("up");
            for (int i = 0; i < 3; i++) {
                root.run("list").assertDone();
            }
            assertThat(hostile.isAlive()).isTrue();
        } finally {
            hostile.destroyForcibly();
        }
    }

    private void inAndOut(AttachTarget target) throws Exception {
        Tool tool = root.from(jar);
        String pid = target.pid();
        // one user timeout, however long the connection has rested when the status is taken
        String options = "user-timeout=10s,doubt-timeout=0";
        assertThat(done(tool, "attach", pid, options)).contains("is in JVM " + pid + " now");
        assertThat(done(tool, "status", pid)).containsPattern("waits .* 10\\.0s");
        assertThat(done(tool, "set", pid, "user-timeout=12s")).contains("for 12s");
        assertThat(done(tool, "detach", pid)).contains("has left JVM");
    }

    /** On a host at a load of 90 a JVM took longer than 5 s, or 10 s: then nothing was done, and it is asked again. */
    private static String done(Tool tool, String... verb) throws Exception {
        Tool.Said said = tool.run(verb);
        for (int i = 0; i < 2 && isTooBusy(said); i++) {
            said = tool.run(verb);
        }
        return said.assertDone().out();
    }

    private static boolean isTooBusy(Tool.Said said) {
        return said.err().contains("does not answer within 5 s") || said.err().contains("got to this after more than");
    }

    private void assertVaultUntouched() throws Exception {
        assertThat(vault.toFile().list()).containsExactly("secret");
        assertThat(Files.readString(secret)).isEqualTo("untouched");
        assertThat(attributes()).isEqualTo(secretBefore);
    }

    private static void assertRootsCopiesAreWholeAndFew(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("kafka-tcp-agent-0")
                            && sizeOf(file) == sizeOf(Built.AGENT)))
                    .hasSizeLessThanOrEqualTo(1)
                    .allSatisfy(file -> {
                        assertThat(file).hasSameBinaryContentAs(Built.AGENT);
                        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(0);
                    });
        }
    }

    private static List<String> tree(Path top) throws Exception {
        try (Stream<Path> all = Files.walk(top)) {
            return all.map(Path::toString).sorted().toList();
        }
    }

    private static long sizeOf(Path file) {
        return file.toFile().length();
    }

    private Map<String, Object> attributes() throws Exception {
        return Files.readAttributes(secret, "unix:uid,gid,mode,ino,lastModifiedTime,nlink", LinkOption.NOFOLLOW_LINKS);
    }

    private static java.nio.file.attribute.FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
