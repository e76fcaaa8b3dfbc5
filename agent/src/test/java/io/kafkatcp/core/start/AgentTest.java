package io.kafkatcp.core.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.kafkatcp.bridge.Bridge;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attaching to a JVM that fails at one step or another: all of the agent is in it afterwards, or nothing. */
class AgentTest {

    private final List<ClassFileTransformer> transformers = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    /** Of the calls of the JVM, counted from 0. */
    private int failing = -1;

    private int failures;

    @AfterEach
    void leave() throws Exception {
        Bridge.control("detach");
    }

    @Test
    void anAttachThatFailsAtAnyStepIsTakenBackWholeAndTheNextIsAFirstOne() throws Exception {
        assertThat(attach()).startsWith("ok\n");
        assertThat(transformers).hasSize(1);
        List<String> steps = List.copyOf(calls);
        assertThat(Bridge.control("detach")).startsWith("ok\n");
        assertThat(transformers).isEmpty();

        for (int step = 0; step < steps.size(); step++) {
            calls.clear();
            failing = step;
            String answer = attach();

            if (answer.startsWith("ok\n")) {
                assertThat(Bridge.control("detach")).startsWith("ok\n");
            } else {
                failures++;
                assertThat(answer).startsWith("refused\n").contains("the agent does not start");
            }
            assertThat(transformers).as(steps.get(step)).isEmpty();
            assertThat(Bridge.control("status")).as(steps.get(step)).isNull();
            failing = -1;
            assertThat(attach()).as("after " + steps.get(step)).startsWith("ok\n");
            assertThat(Bridge.control("detach")).startsWith("ok\n");
        }
        assertThat(failures).isPositive();
    }

    @Test
    void anAgentThatWaitsForKafkaIsFoundByOneReferenceUntilItIsGone() throws Exception {
        Runnable[] waiting = {null};
        assertThat(Agent.start(instrumentation(), "events=none", "0.1.0", waiting))
                .isTrue();
        assertThat(Bridge.control("status")).isNull();

        waiting[0].run();
        assertThat(Bridge.control("status")).isNotNull();

        assertThat(Bridge.control("detach")).startsWith("ok\n");
        assertThat(waiting[0]).isNull();
    }

    private String attach() throws Exception {
        return Agent.attach(instrumentation(), "events=none", "0.1.0");
    }

    private Instrumentation instrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) {
        calls.add(method.getName());
        if (calls.size() - 1 == failing) {
            throw new IllegalStateException(method.getName() + " fails");
        }
        switch (method.getName()) {
            case "addTransformer":
                return transformers.add((ClassFileTransformer) arguments[0]);
            case "removeTransformer":
                return transformers.remove(arguments[0]);
            case "getAllLoadedClasses":
                return new Class<?>[0];
            default:
                return method.getReturnType() == boolean.class ? false : null;
        }
    }
}
