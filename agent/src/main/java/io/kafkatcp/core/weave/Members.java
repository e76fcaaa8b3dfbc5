package io.kafkatcp.core.weave;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** The members of Kafka's classes that are woven, each by the one shape that it has had in every release since 0.9. */
final class Members {

    static final ElementMatcher.Junction<MethodDescription> CONSTRUCTOR = isConstructor();
    static final ElementMatcher.Junction<MethodDescription> CONNECT =
            named("connect").and(takesArguments(4)).and(takesArgument(1, named("java.net.InetSocketAddress")));
    static final ElementMatcher.Junction<MethodDescription> CLOSE_ONE = named("close").and(takesArguments(String.class));
    static final ElementMatcher.Junction<MethodDescription> CLOSE_ALL = named("close").and(takesArguments(0));
    static final ElementMatcher.Junction<MethodDescription> FINISH_CONNECT = named("finishConnect").and(takesArguments(0));
    static final ElementMatcher.Junction<MethodDescription> PREPARE = named("prepare").and(takesArguments(0));
    static final ElementMatcher.Junction<MethodDescription> SET_SEND = named("setSend").and(takesArguments(1));
    static final ElementMatcher.Junction<MethodDescription> RECEIVE =
            named("receive").and(takesArguments(1)).and(returns(long.class));
    static final ElementMatcher.Junction<MethodDescription> INITIATE_CONNECT = named("initiateConnect").and(takesArguments(2));
    static final ElementMatcher.Junction<MethodDescription> CLIENT_POLL = named("poll").and(takesArguments(long.class, long.class));
    static final ElementMatcher.Junction<MethodDescription> DISCONNECTED =
            named("disconnected").and(takesArguments(String.class, long.class));
    /** The first name up to 0.10.2. */
    static final ElementMatcher.Junction<MethodDescription> EXPIRED_WAITING =
            named("abortExpiredBatches").or(named("expiredBatches")).and(returns(List.class));
    /** From 2.1.0 on (KIP-91); before, batches in flight did not expire. */
    static final ElementMatcher.Junction<MethodDescription> EXPIRED_IN_FLIGHT =
            named("getExpiredInflightBatches").and(returns(List.class));

    static final ElementMatcher.Junction<MethodDescription> POLL = named("poll").and(takesArguments(long.class));
    static final ElementMatcher.Junction<MethodDescription> DONE = named("done").and(takesArgument(2, RuntimeException.class));
    static final ElementMatcher.Junction<MethodDescription> WAIT_ON_METADATA = named("waitOnMetadata").and(takesArgument(0, String.class));
    static final ElementMatcher.Junction<MethodDescription> ALLOCATE = named("allocate").and(takesArguments(int.class, long.class));

    private Members() {}
}
