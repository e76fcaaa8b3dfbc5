package io.kafkatcp.core.weave;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;

/** Kafka's {@code clients.producer.KafkaProducer}: its timeouts are looked at when one has been made. */
final class WovenProducer implements WovenClass {

    @Override
    public String feature() {
        return "check of a producer's timeouts";
    }

    @Override
    public String missingMember(TypeDescription type, byte[] classFile) {
        return type.getDeclaredFields().filter(named("producerConfig")).isEmpty() ? "field KafkaProducer.producerConfig" : null;
    }

    @Override
    public AsmVisitorWrapper weaving(TypeDescription type) {
        ClassFileLocator own = ClassFileLocator.ForClassLoader.of(WovenProducer.class.getClassLoader());
        return Advice.to(ProducerCreated.class, own).on(isConstructor());
    }
}
