package io.kafkatcp.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosedByTest {

    private static final String CLIENT = "org.apache.kafka.clients.NetworkClient";

    @Test
    void aRebootstrapIsToldByTheMethodThatClosesAllNodes() {
        assertThat(by(CLIENT, "lambda$handleRebootstrap$0", "handleRebootstrap", "poll"))
                .isEqualTo("rebootstrap");
        assertThat(by("com.example.shaded." + CLIENT, "handleRebootstrap")).isEqualTo("rebootstrap");
        assertThat(by(CLIENT, "lambda$handleApiVersionsResponse$0", "handleApiVersionsResponse"))
                .isEqualTo("rebootstrap");
    }

    @Test
    void everythingElseIsATimeout() {
        assertThat(by(CLIENT, "handleTimedOutRequests", "poll")).isEqualTo("timeout");
        assertThat(by(CLIENT, "handleApiVersionsResponse", "poll"))
                .as("a version that the broker does not know")
                .isEqualTo("timeout");
        assertThat(by("com.example.Client", "handleRebootstrap")).isEqualTo("timeout");
    }

    private static String by(String type, String... methods) {
        List<StackTraceElement> stack = new ArrayList<>();
        stack.add(new StackTraceElement("org.apache.kafka.common.network.Selector", "close", null, 1));
        for (String method : methods) {
            stack.add(new StackTraceElement(type, method, null, 1));
        }
        return ClosedBy.of(stack.toArray(new StackTraceElement[0]));
    }
}
