package io.kafkatcp.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkatcp.jvm.process.Target;
import org.junit.jupiter.api.Test;

class AskRequestTest {

    private static final Target SELF = new Target("self");

    @Test
    void aRequestIsAsciiWhateverTheOptionsSay() throws Exception {
        String argument = new AskRequest(SELF, "attach service=Gr\u00f6\u00dfe\n\\x").argument("/opt/agent.jar");

        assertThat(argument.split("\n"))
                .hasSize(3)
                .contains("/opt/agent.jar", "attach service=Gr\\u00f6\\u00dfe\\u000a\\u005cx");
        assertThat(argument).matches("ask=[0-9a-f]+,\\d+,[-.\\d]+\n[ -~]+\n[ -~]+");
    }

    /** Of several at once, on a busy host, the later ones are out of time before the JVM gets to them. */
    @Test
    void aRequestThatTheJvmGotToTooLateIsSaidToHaveDoneNothing() throws Exception {
        AskRequest request = new AskRequest(SELF, "status");
        request.argument("/opt/agent.jar");

        assertThat(request.unanswered(System.currentTimeMillis() + 11_000))
                .contains("more than 10 s", "nothing was done; run it again");
        assertThat(request.unanswered(System.currentTimeMillis())).contains("standard error");
    }

    @Test
    void aRequestThatIsTooLongForTheJvmIsNotSent() throws Exception {
        String jar = "/" + "j".repeat(99);
        AskRequest longest = new AskRequest(SELF, "attach " + "x".repeat(740));

        assertThat(jar.length() + 1 + longest.argument(jar).length()).isLessThanOrEqualTo(1_024);
        assertThatThrownBy(() -> new AskRequest(SELF, "attach " + "x".repeat(1_000)).argument(jar))
                .hasMessageContaining("characters too long")
                .hasMessageContaining("config=FILE");
    }
}
