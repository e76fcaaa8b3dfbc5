package io.kafkatcp.core.weave;

import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.type.TypeDescription;

/** One of Kafka's classes that the agent weaves: what it must have, and what is put into it. Loads Byte Buddy. */
interface WovenClass {

    /** What is off where the class cannot be woven, for the operator. */
    String feature();

    /**
     * Looks at the class file's own description and loads nothing.
     *
     * @return the member that is missing, as a Java programmer writes it, or null where all are there
     */
    String missingMember(TypeDescription type, byte[] classFile);

    AsmVisitorWrapper weaving(TypeDescription type);
}
