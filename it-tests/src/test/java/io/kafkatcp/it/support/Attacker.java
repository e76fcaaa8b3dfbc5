package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A shell of a hostile user's that does over and over what could turn a command of root's against root. */
public final class Attacker implements AutoCloseable {

    /** In each folder of the command's: a link in place of each file that it may write, then of the folder itself. */
    private static final String FOLDERS =
            "for d in /tmp/kafka-tcp-agent-* /run/kafka-tcp-agent-* /tmp/.kafka-tcp-agent-*; do"
                    + " if [ -d \"$d\" ] && [ ! -L \"$d\" ]; then"
                    + "  for n in request answer answer.part jar lease status status.part new;"
                    + " do ln -sfn $VAULT/$n $d/$n; done;  mv $d $d.away && ln -sn $VAULT $d;"
                    + " elif [ -e \"$d\" ]; then ln -sfn $VAULT/secret $d; echo evil > $d; mv $d $d.away; rm -f $d; fi;"
                    + " done 2>/dev/null;";

    /** Before the command comes to it: the names that can be known. */
    private static final String NAMES =
            "for n in $NAME .attach_pid$PID; do ln -sn $VAULT/$n /tmp/$n; done 2>/dev/null;";

    private static final String SOCKET = "mv /tmp/.java_pid$PID /tmp/away; ln -s $VAULT /tmp/.java_pid$PID; sleep 0.02;"
            + " mv -T /tmp/away /tmp/.java_pid$PID; sleep 0.02;";

    private final Process process;
    private final Path tries;
    private final List<String> enter;
    private final String pid;

    private Attacker(List<String> enter, AttachTarget target, Path vault, String attack) throws Exception {
        this.enter = enter;
        this.pid = target.pid();
        tries = Files.createTempFile("attacker", ".out");
        List<String> command = new ArrayList<>(enter);
        command.addAll(List.of("sh", "-c", "while :; do " + attack + " echo; done"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(tries.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("VAULT", vault.toString());
        builder.environment().put("PID", pid);
        builder.environment().put("NAME", "kafka-tcp-agent-0.1.0.jar");
        process = builder.start();
    }

    /** On the same file system as root. */
    public static Attacker beside(AttachTarget target, int uid, Path vault) throws Exception {
        return new Attacker(Sandbox.user(uid), target, vault, FOLDERS + NAMES);
    }

    /** In the JVM's own mount namespace, where the links that he plants lead into nothing of root's. */
    public static Attacker inside(AttachTarget target, int uid, Path vault) throws Exception {
        List<String> enter = new ArrayList<>(List.of("nsenter", "--target", target.pid(), "--mount"));
        enter.addAll(Sandbox.user(uid));
        return new Attacker(enter, target, vault, FOLDERS + NAMES);
    }

    /** In place of the JVM's own, every other moment. */
    public static Attacker swappingSocket(AttachTarget target, int uid, Path socket) throws Exception {
        return new Attacker(Sandbox.user(uid), target, socket, SOCKET);
    }

    /** The loop runs, or a test that passes proves nothing. */
    public void assertHasTried() throws Exception {
        assertThat(process.isAlive()).isTrue();
        assertThat(Files.size(tries)).isGreaterThan(20);
    }

    @Override
    public void close() throws Exception {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        List<String> remove = new ArrayList<>(enter);
        remove.addAll(List.of("sh", "-c", "rm -rf /tmp/kafka-tcp-agent-* /tmp/.attach_pid" + pid + " /tmp/away"));
        new ProcessBuilder(remove)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        Files.delete(tries);
    }
}
