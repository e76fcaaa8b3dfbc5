package io.kafkatcp.core.weave;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;

/** A class of Kafka's whose methods get advice at their beginning or end: a list of methods, each with its advice, and the fields read. */
final class AdvisedClass implements WovenClass {

    private static final Advice.WithCustomMapping ADVICE = Advice.withCustomMapping().bind(ArgumentCall.Factory.INSTANCE);
    private static final ClassFileLocator OWN = ClassFileLocator.ForClassLoader.of(AdvisedClass.class.getClassLoader());

    private final Feature feature;
    private final String suffix;
    private String formerSuffix;
    private String[] fields = {};
    private final List<AdvisedMethod> methods = new ArrayList<>();

    AdvisedClass(Feature feature, String suffix) {
        this.feature = feature;
        this.suffix = suffix;
    }

    /** What older versions call the class. */
    AdvisedClass formerly(String otherSuffix) {
        formerSuffix = otherSuffix;
        return this;
    }

    /** @param names fields that the agent reads from this class */
    AdvisedClass reading(String... names) {
        fields = names;
        return this;
    }

    /** @param description the method as a Java programmer writes it, for the operator */
    AdvisedClass advise(String description, ElementMatcher<MethodDescription> method, Class<?> advice) {
        return advise(description, method, advice, null);
    }

    /** @param called what the advice calls of the method's first argument */
    AdvisedClass advise(String description, ElementMatcher<MethodDescription> method, Class<?> advice, String called) {
        methods.add(new AdvisedMethod(description, method, advice, called));
        return this;
    }

    /** A method that only some versions have, and that the others do without. */
    AdvisedClass adviseIfThere(ElementMatcher<MethodDescription> method, Class<?> advice) {
        methods.add(new AdvisedMethod(null, method, advice, null));
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
    public String formerSuffix() {
        return formerSuffix;
    }

    @Override
    public String missingMember(TypeDescription type, byte[] classFile) {
        for (AdvisedMethod method : methods) {
            String missing = method.description == null ? null : method.missingFrom(type);
            if (missing != null) {
                return missing;
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
        List<AsmVisitorWrapper> wrappers = new ArrayList<>();
        for (AdvisedMethod method : methods) {
            wrappers.add(ADVICE.to(method.advice, OWN).on(method.matcher));
        }
        return new AsmVisitorWrapper.Compound(wrappers);
    }

    private static final class AdvisedMethod {

        final String description;
        final ElementMatcher<MethodDescription> matcher;
        final Class<?> advice;
        final String called;

        AdvisedMethod(String description, ElementMatcher<MethodDescription> matcher, Class<?> advice, String called) {
            this.description = description;
            this.matcher = matcher;
            this.advice = advice;
            this.called = called;
        }

        String missingFrom(TypeDescription type) {
            MethodList<?> found = type.getDeclaredMethods().filter(matcher);
            if (found.isEmpty()) {
                return "method " + type.getSimpleName() + "." + description;
            }
            return called == null || ArgumentCall.find(found.get(0), called) != null ? null
                    : "method " + called + "() of the argument of " + type.getSimpleName() + "." + description;
        }
    }
}
