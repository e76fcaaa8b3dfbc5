package io.kafkatcp.core.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.same;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.kafkatcp.core.runtime.CapturedAgentLog;
import io.kafkatcp.core.start.LoadedClasses;
import io.kafkatcp.core.start.WeaverSource;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.network.Selector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A JVM in which another agent was first, and which does not let a class be changed any more. */
class LoadedClassesTest {

    private static final ClassLoader LOADER = LoadedClassesTest.class.getClassLoader();

    private final CapturedAgentLog captured = new CapturedAgentLog();
    private final Instrumentation instrumentation = mock(Instrumentation.class);
    private final Weaver weaver = new Weaver(
            captured.agentLog(),
            "socket options on",
            new Withdrawal(instrumentation, captured.agentLog().errors()));
    private final WeaverSource agent = new ReadyWeaver(weaver, captured.agentLog());

    private volatile Thread weaverThread;

    @BeforeEach
    void aSelectorThatIsWovenAndAClientThatAnotherAgentHasChanged() throws Exception {
        when(instrumentation.getAllLoadedClasses()).thenReturn(new Class<?>[] {Selector.class, NetworkClient.class});
        when(instrumentation.isModifiableClass(any())).thenReturn(true);
        doThrow(new UnsupportedOperationException("class redefinition failed: attempted to add a method"))
                .when(instrumentation)
                .retransformClasses(Selector.class, NetworkClient.class);
        doThrow(new UnsupportedOperationException("class redefinition failed: attempted to add a method"))
                .when(instrumentation)
                .retransformClasses(same(NetworkClient.class));
        assertThat(weave(Selector.class)).contains("connectReturned", "connecting");
    }

    @Test
    void aFeatureIsOffWholeWhereTheJvmRefusesOneClassOfItAndTheOthersStayOn() throws Exception {
        LoadedClasses.weave(instrumentation, agent);

        String why = "org.apache.kafka.clients.NetworkClient could not be woven: another agent in this JVM gave it "
                + "members of its own when it was loaded, and not the same again "
                + "(class redefinition failed: attempted to add a method)";
        captured.awaitLine(" WARN: records of connections off for org.apache.kafka in .*: " + quoted(why));
        assertThat(weaver.shortcomings())
                .singleElement()
                .asString()
                .startsWith("records of connections off for org.apache.kafka in ")
                .endsWith(": " + why);
        // at the first try, and once more by the withdrawal
        verify(instrumentation, timeout(10_000).times(2)).retransformClasses(same(Selector.class));
        assertThat(weave(Selector.class)).contains("connecting").doesNotContain("connectReturned");
        assertThat(weaver.rows()).singleElement().satisfies(row -> {
            assertThat(row).containsEntry("features_on", "socket options").containsEntry("woven", "Selector");
            assertThat(row.get("features_off")).isEqualTo("records of connections: " + why);
            assertThat(row.get("features_waiting").toString()).contains("records of expired batches");
        });
    }

    @Test
    void whoeverDetachesReadsWhichClassKeepsTheCallsAndWhy() {
        assertThat(LoadedClasses.restore(instrumentation))
                .isEqualTo(
                        "; org.apache.kafka.clients.NetworkClient keeps the agent's calls, which do nothing any more:"
                                + " another agent in this JVM gave it members of its own when it was loaded, and not "
                                + "the same again (class redefinition failed: attempted to add a method)");
    }

    /** JVMTI_ERROR_INVALID_CLASS and JVMTI_ERROR_INTERNAL come as an InternalError (JavaExceptions.c). */
    @Test
    void alsoWhatTheJvmCannotExplainLeavesTheOtherClassesAlone() throws Exception {
        doThrow(new InternalError("class redefinition failed: invalid class"))
                .when(instrumentation)
                .retransformClasses(Selector.class, NetworkClient.class);
        doThrow(new InternalError("class redefinition failed: invalid class"))
                .when(instrumentation)
                .retransformClasses(same(NetworkClient.class));

        String said = "; org.apache.kafka.clients.NetworkClient keeps the agent's calls, which do nothing any more:"
                + " the JVM refuses it (java.lang.InternalError: class redefinition failed: invalid class)";
        assertThat(LoadedClasses.restore(instrumentation)).isEqualTo(said);
        verify(instrumentation).retransformClasses(same(Selector.class));
    }

    /** Some end the JVM in it. */
    @Test
    void aWithdrawalThatFailsDoesNotComeToTheApplicationsHandlerOfUncaughtExceptions() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        when(instrumentation.getAllLoadedClasses()).thenAnswer(call -> {
            weaverThread = Thread.currentThread();
            asked.countDown();
            throw new OutOfMemoryError("of a test");
        });
        AtomicInteger uncaught = new AtomicInteger();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.incrementAndGet());
        try {
            new Withdrawal(instrumentation, captured.agentLog().errors()).begin(LOADER, "org/apache/kafka");
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            weaverThread.join(20_000);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(null);
        }
        assertThat(uncaught).hasValue(0);
    }

    @Test
    void aClassThatNobodyMayChangeIsNotPassedOverInSilence() {
        when(instrumentation.isModifiableClass(NetworkClient.class)).thenReturn(false);

        LoadedClasses.weave(instrumentation, agent);

        assertThat(weaver.shortcomings()).singleElement().asString().endsWith("the JVM lets nobody change it");
    }

    private static String quoted(String text) {
        return java.util.regex.Pattern.quote(text);
    }

    private String weave(Class<?> type) throws Exception {
        byte[] woven = weaver.weave(LOADER, type.getName().replace('.', '/'), ToldClass.bytesOf(type));
        return new String(woven, "ISO-8859-1");
    }
}
