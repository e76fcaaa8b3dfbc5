package io.kafkatcp.core.weave;

import static net.bytebuddy.matcher.ElementMatchers.named;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;

/** A class of Kafka's whose methods get advice at their beginning or end: a list of methods, each with its advice, and the fields read. */
final class AdvisedClass implements WovenClass {

    private static final ClassFileLocator OWN = ClassFileLocator.ForClassLoader.of(AdvisedClass.class.getClassLoader());

    private final Feature feature;
    private final String suffix;
    private String[] fields = {};
    private String[] methods = {};
    private Class<?>[] advices = {};
    @SuppressWarnings({"unchecked", "rawtypes"})
    private ElementMatcher<MethodDescription>[] matchers = new ElementMatcher[0];

    AdvisedClass(Feature feature, String suffix) {
        this.feature = feature;
        this.suffix = suffix;
    }

    /** @param names fields that the agent reads from this class */
    AdvisedClass reading(String... names) {
        fields = names;
        return this;
    }

    /** @param description the method as a Java programmer writes it, for the operator */
    AdvisedClass advise(String description, ElementMatcher<MethodDescription> method, Class<?> advice) {
        int n = methods.length;
        methods = java.util.Arrays.copyOf(methods, n + 1);
        advices = java.util.Arrays.copyOf(advices, n + 1);
        matchers = java.util.Arrays.copyOf(matchers, n + 1);
        methods[n] = description;
        advices[n] = advice;
        matchers[n] = method;
        return this;
    }

    @Override
    public Feature feature() {
        return feature;
    }

    @Override
    public String suffix() {
        return suffix;
    }

    @Override
    public String missingMember(TypeDescription type, byte[] classFile) {
        for (int i = 0; i < methods.length; i++) {
            if (type.getDeclaredMethods().filter(matchers[i]).isEmpty()) {
                return "method " + type.getSimpleName() + "." + methods[i];
            }
        }
        for (String field : fields) {
            if (type.getDeclaredFields().filter(named(field)).isEmpty()) {
                return "field " + type.getSimpleName() + "." + field;
            }
        }
        return null;
    }

    @Override
    public AsmVisitorWrapper weaving() {
        AsmVisitorWrapper[] wrappers = new AsmVisitorWrapper[methods.length];
        for (int i = 0; i < methods.length; i++) {
            wrappers[i] = Advice.to(advices[i], OWN).on(matchers[i]);
        }
        return new AsmVisitorWrapper.Compound(wrappers);
    }
}
