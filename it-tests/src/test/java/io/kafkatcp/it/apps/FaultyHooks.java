package io.kafkatcp.it.apps;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.matcher.ElementMatchers;

/** Stands between the bridge and the agent of this JVM, and throws where it is told to. */
final class FaultyHooks {

    private final AtomicLong thrown = new AtomicLong();
    private final Object agent;
    private volatile String faulty = "none";
    private volatile long most = Long.MAX_VALUE;

    /** Takes the bridge over, which must be there: Kafka's classes are loaded, and the agent is connected. */
    FaultyHooks() throws ReflectiveOperationException {
        Class<?> bridge = Class.forName("java.kafkatcp.bridge.Bridge", true, null);
        Class<?> hooks = Class.forName("java.kafkatcp.bridge.Hooks", true, null);
        Field field = bridge.getDeclaredField("hooks");
        field.setAccessible(true);
        agent = field.get(null);
        Object between = new ByteBuddy()
                .subclass(hooks)
                .name("io.kafkatcp.it.apps.Between")
                .method(ElementMatchers.isDeclaredBy(hooks))
                .intercept(InvocationHandlerAdapter.of(this::called))
                .make()
                .load(FaultyHooks.class.getClassLoader())
                .getLoaded()
                .getConstructor()
                .newInstance();
        field.set(null, between);
    }

    /** Every one that Kafka's methods call. */
    static List<String> names() throws ClassNotFoundException {
        return Arrays.stream(
                        Class.forName("java.kafkatcp.bridge.Hooks", true, null).getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> !name.equals("failed") && !name.equals("control"))
                .sorted()
                .toList();
    }

    /** From now on this one throws at every call. */
    void inject(String hook) {
        inject(hook, Long.MAX_VALUE);
    }

    /** The same, for so many calls. */
    void inject(String hook, long calls) {
        thrown.set(0);
        most = calls;
        faulty = hook;
    }

    long thrown() {
        return thrown.get();
    }

    private Object called(Object between, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals(faulty) && thrown.get() < most) {
            // an Error: Kafka's network thread survives an exception by itself, and dies of this
            throw new StackOverflowError("injected fault " + thrown.incrementAndGet() + " in " + faulty);
        }
        try {
            return method.invoke(agent, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
