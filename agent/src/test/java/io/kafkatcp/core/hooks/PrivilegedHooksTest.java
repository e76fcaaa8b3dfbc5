package io.kafkatcp.core.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.kafkatcp.bridge.Hooks;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrivilegedHooksTest {

    static Method[] hooks() {
        return Hooks.class.getDeclaredMethods();
    }

    /** One that is forgotten would be heard by nobody under a SecurityManager. */
    @ParameterizedTest
    @MethodSource("hooks")
    void everyHookIsPassedOn(Method hook) throws Exception {
        Method own = PrivilegedHooks.class.getDeclaredMethod(hook.getName(), hook.getParameterTypes());

        assertThat(own.getReturnType()).isEqualTo(hook.getReturnType());
    }

    @Test
    void theArgumentsArriveAndWhatIsThrownComesOutAsItIs() {
        Object[] heard = new Object[2];
        IOException thrown = new IOException("as it is");
        Hooks hooks = new PrivilegedHooks(new Hooks() {
            @Override
            public void sending(Object kafkaChannel, long bytes) throws IOException {
                heard[0] = kafkaChannel;
                heard[1] = bytes;
                throw thrown;
            }
        });

        assertThatThrownBy(() -> hooks.sending("channel", 7)).isSameAs(thrown);
        assertThat(Arrays.asList(heard)).containsExactly("channel", 7L);
    }
}
