package io.kafkatcp.core.weave;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.kafkatcp.core.weave.advice.OfArgument;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.implementation.bytecode.member.MethodVariableAccess;

/** Turns a parameter of an advice that is marked {@link OfArgument} into a plain call in the woven class. */
final class ArgumentCall implements Advice.OffsetMapping {

    private final String method;

    private ArgumentCall(String method) {
        this.method = method;
    }

    /** Null where that type does not declare it. */
    static MethodDescription find(MethodDescription woven, String method) {
        TypeDescription argument = woven.getParameters().get(0).getType().asErasure();
        MethodList<?> found = argument.getDeclaredMethods().filter(named(method).and(takesArguments(0)));
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public Target resolve(
            TypeDescription type, MethodDescription woven, Assigner assigner, Advice.ArgumentHandler arguments, Sort sort) {
        ParameterDescription first = woven.getParameters().get(0);
        return new Target.ForStackManipulation(new StackManipulation.Compound(
                MethodVariableAccess.of(first.getType()).loadFrom(arguments.argument(first.getOffset())),
                MethodInvocation.invoke(find(woven, method))));
    }

    /** What Byte Buddy asks for each marked parameter. */
    enum Factory implements Advice.OffsetMapping.Factory<OfArgument> {
        INSTANCE;

        @Override
        public Class<OfArgument> getAnnotationType() {
            return OfArgument.class;
        }

        @Override
        public Advice.OffsetMapping make(
                ParameterDescription.InDefinedShape target, AnnotationDescription.Loadable<OfArgument> annotation, AdviceType adviceType) {
            return new ArgumentCall(annotation.load().value());
        }
    }
}
