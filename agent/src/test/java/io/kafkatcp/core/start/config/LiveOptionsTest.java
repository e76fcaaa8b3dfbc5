package io.kafkatcp.core.start.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveOptionsTest {

    private LiveOptions live;

    @BeforeEach
    void start() throws BadOptions {
        live = new LiveOptions(Options.read("user-timeout=5s,keepalive.idle=10s", new Properties(), Map.of()));
    }

    @Test
    void whatIsNamedChangesAndTheRestStays() throws BadOptions {
        live.change("user-timeout=7s,mode=observe");

        assertThat(live.now().userTimeoutMs()).isEqualTo(7_000);
        assertThat(live.now().enforces()).isFalse();
        assertThat(live.now().keepaliveIdleSeconds()).isEqualTo(10);
        assertThat(live.now().given())
                .containsExactly("mode=observe (set)", "keepalive.idle=10s (agent argument)", "user-timeout=7s (set)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user-timeout=7         | option user-timeout=7 (set) is refused; \
            allowed: 0 (the kernel's own) or a time up to 2147483647ms; a unit
            usertimeout=7s         | option 'usertimeout' (set) is unknown
            service=orders         | option 'service' cannot be changed in flight; detach, and attach with another value
            events.file=/tmp/a     | option 'events.file' cannot be changed in flight
            mode=off               | mode=off cannot be set in flight; detach instead, or set mode=observe
            """)
    void whatIsWrongChangesNothingAtAll(String change, String complaint) {
        BadOptions refused = catchThrowableOfType(BadOptions.class, () -> live.change("keepalive.idle=20s," + change));

        assertThat(refused.lines()).singleElement().asString().startsWith(complaint);
        assertThat(live.now().keepaliveIdleSeconds()).isEqualTo(10);
    }
}
