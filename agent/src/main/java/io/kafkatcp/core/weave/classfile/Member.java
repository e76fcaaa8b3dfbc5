package io.kafkatcp.core.weave.classfile;

import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.Type;

/**
 * Which methods of a class of Kafka's are meant, by what has stayed the same of them in every release since 0.10.
 * Immutable once made.
 */
public final class Member {

    private final String text;
    private final List<String> names;
    private String[] arguments;
    private int position = -1;
    private String argument;
    private String returned;

    private Member(String text, String... names) {
        this.text = text;
        this.names = Arrays.asList(names);
    }

    /** @param text as a Java programmer writes it, for the operator; @param names of which one is the method's */
    public static Member method(String text, String... names) {
        return new Member(text, names);
    }

    public static Member constructor(String text) {
        return new Member(text, "<init>");
    }

    /** Exactly these, as descriptors; null stands for any. */
    public Member with(String... descriptors) {
        arguments = descriptors;
        return this;
    }

    /** One of them is enough to know it by. */
    public Member with(int at, String descriptor) {
        position = at;
        argument = descriptor;
        return this;
    }

    public Member returning(String descriptor) {
        returned = descriptor;
        return this;
    }

    /** Of which one is the method's. */
    public List<String> names() {
        return names;
    }

    public boolean matches(String name, String descriptor) {
        return names.contains(name)
                && takes(Type.getArgumentTypes(descriptor))
                && (returned == null
                        || returned.equals(Type.getReturnType(descriptor).getDescriptor()));
    }

    private boolean takes(Type[] types) {
        if (position >= 0) {
            return types.length > position && types[position].getDescriptor().equals(argument);
        }
        if (arguments == null) {
            return true;
        }
        boolean same = types.length == arguments.length;
        for (int i = 0; same && i < types.length; i++) {
            same = arguments[i] == null || arguments[i].equals(types[i].getDescriptor());
        }
        return same;
    }

    @Override
    public String toString() {
        return text;
    }
}
