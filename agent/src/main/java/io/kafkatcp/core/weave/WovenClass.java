package io.kafkatcp.core.weave;

import io.kafkatcp.core.start.KafkaNames;
import io.kafkatcp.core.weave.classfile.ClassFiles;
import io.kafkatcp.core.weave.classfile.ClassShape;
import io.kafkatcp.core.weave.classfile.Member;
import io.kafkatcp.core.weave.code.Insertion;
import io.kafkatcp.core.weave.code.Operand;
import java.util.ArrayList;
import java.util.List;

/**
 * One of Kafka's classes as one feature needs it: what it must have, and what is put into it. Filled once, then not
 * changed.
 */
final class WovenClass {

    private final Feature feature;
    private final String suffix;
    private String formerSuffix;
    private String[] fields = {};
    private boolean connects;
    private final List<Insertion> insertions = new ArrayList<>();

    /** @param suffix the end of the class' name, from {@link KafkaNames} */
    WovenClass(Feature feature, String suffix) {
        this.feature = feature;
        this.suffix = suffix;
    }

    /** What older versions call the class. */
    WovenClass formerly(String otherSuffix) {
        formerSuffix = otherSuffix;
        return this;
    }

    /** @param names fields that the agent reads from this class */
    WovenClass reading(String... names) {
        fields = names;
        return this;
    }

    /**
     * The call of {@code SocketChannel.connect(SocketAddress)}, which stands in one place in all releases, not in the
     * same method in all.
     */
    WovenClass callingConnect() {
        connects = true;
        return this;
    }

    WovenClass enter(Member member, String hook, Operand... operands) {
        return insert(member, true, Insertion.Place.ENTER, hook, operands);
    }

    WovenClass beforeReturn(Member member, String hook, Operand... operands) {
        return insert(member, true, Insertion.Place.RETURN, hook, operands);
    }

    /** A method that only some versions have, and that the others do without. */
    WovenClass beforeReturnIfThere(Member member, String hook, Operand... operands) {
        return insert(member, false, Insertion.Place.RETURN, hook, operands);
    }

    WovenClass onThrow(Member member, String hook, Operand... operands) {
        return insert(member, true, Insertion.Place.THROW, hook, operands);
    }

    WovenClass atEnd(Member member, String hook, Operand... operands) {
        return insert(member, true, Insertion.Place.END, hook, operands);
    }

    private WovenClass insert(
            Member member, boolean required, Insertion.Place place, String hook, Operand... operands) {
        insertions.add(new Insertion(member, required, place, hook, operands));
        return this;
    }

    Feature feature() {
        return feature;
    }

    boolean isNamed(String itsSuffix) {
        return itsSuffix.equals(suffix) || itsSuffix.equals(formerSuffix);
    }

    String suffix() {
        return suffix;
    }

    /** Or null. */
    String formerSuffix() {
        return formerSuffix;
    }

    boolean connects() {
        return connects;
    }

    List<Insertion> insertions() {
        return insertions;
    }

    /** @return the member that is missing, as a Java programmer writes it, or null where all are there */
    String missingMember(ClassShape shape, ClassFiles files) {
        for (Insertion insertion : insertions) {
            if (insertion.required && !isThere(insertion, shape, files)) {
                return "method " + shape.simpleName() + "." + insertion.member;
            }
        }
        for (String field : fields) {
            if (!shape.hasField(field)) {
                return "field " + shape.simpleName() + "." + field;
            }
        }
        return connects && !shape.callsConnect()
                ? "call of SocketChannel.connect(SocketAddress) in " + shape.simpleName()
                : null;
    }

    private static boolean isThere(Insertion insertion, ClassShape shape, ClassFiles files) {
        for (String name : insertion.member.names()) {
            for (String descriptor : shape.weavable(name)) {
                if (insertion.fits(name, descriptor, shape, files)) {
                    return true;
                }
            }
        }
        return false;
    }
}
