package io.kafkatcp.core.weave;

import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.type.TypeDescription;

/** One of Kafka's classes as one feature needs it: what it must have, and what is put into it. Isolated loader, with Byte Buddy. */
interface WovenClass {

    Feature feature();

    /** The end of the class' name, from {@link KafkaNames}. */
    String suffix();

    /** What the same class was called before, or null. */
    default String formerSuffix() {
        return null;
    }

    /**
     * Looks at the class file's own description and loads nothing.
     *
     * @return the member that is missing, as a Java programmer writes it, or null where all are there
     */
    String missingMember(TypeDescription type, byte[] classFile);

    AsmVisitorWrapper weaving();
}
