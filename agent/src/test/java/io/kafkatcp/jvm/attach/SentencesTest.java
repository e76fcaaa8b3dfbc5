package io.kafkatcp.jvm.attach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By the words of the JDKs from 8 to 25. */
class SentencesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AgentLoadException | Failed to load agent library: Dynamic agent loading is not enabled. \
            Use -XX:+EnableDynamicAgentLoading to launch target VM. | \
            -XX:-EnableDynamicAgentLoading and takes no agent while it runs: start it with -javaagent:
            AttachNotSupportedException | The VM does not support the attach mechanism, -XX:+DisableAttachMechanism | \
            start it with -javaagent:
            AttachNotSupportedException | pid: 42, state is not ready to participate in attach handshake! | \
            refuses to be attached to
            IOException | No such process | there is no process 42
            IOException | Operation not permitted | \
            belongs to another user (Operation not permitted): run this as that user, or as root
            AttachNotSupportedException | Unable to open socket file /proc/42/root/tmp/.java_pid42: \
            target process 42 doesn't respond within 10500ms or HotSpot VM not loaded | \
            does not answer: it hangs, is stopped
            AgentLoadException | Failed to load agent library: could not find libinstrument.so | \
            jlink --add-modules java.instrument
            AttachOperationFailedException | something new | \
            could not be attached to (AttachOperationFailedException: something new); with the java of its own version
            """)
    void whatTheJdkSaysBecomesWhatToDo(String type, String said, String sentence) {
        assertThat(Sentences.sentence(type, said, "42")).contains(sentence).contains("42");
    }
}
