package io.kafkatcp.core.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FixedValue;
import org.junit.jupiter.api.Test;

/** An application's subclass of one of Kafka's classes, which names a type that is on no class path. */
class KafkaFieldsTest {

    private final KafkaFields fields = new KafkaFields(null);

    public static class Kafkas {

        @SuppressWarnings("unused")
        private final String sender = "of Kafka";

        public String idString() {
            return "1";
        }
    }

    @Test
    void whatKafkaDeclaresIsReadThoughASubclassCannotBeLookedInto() throws Exception {
        Object odd = made(subclass().defineField("odd", gone(), Modifier.PRIVATE));

        assertThat(fields.read(odd, "sender")).isEqualTo("of Kafka");
        assertThat(fields.readIfThere(odd, "other")).isNull();
        assertThatThrownBy(() -> fields.read(odd, "other")).isInstanceOf(NoSuchFieldException.class);
    }

    @Test
    void whatKafkaDeclaresIsCalledThoughASubclassCannotBeLookedInto() throws Exception {
        Object odd =
                made(subclass().defineMethod("odd", gone(), Modifier.PUBLIC).intercept(FixedValue.nullValue()));

        assertThat(fields.call(odd, "idString")).isEqualTo("1");
        assertThatThrownBy(() -> fields.call(odd, "other")).isInstanceOf(NoSuchMethodException.class);
    }

    private static DynamicType.Builder<Kafkas> subclass() {
        return new ByteBuddy().subclass(Kafkas.class);
    }

    private static TypeDescription gone() {
        return new ByteBuddy()
                .subclass(Object.class)
                .name("nowhere.Gone")
                .make()
                .getTypeDescription();
    }

    private static Object made(DynamicType.Builder<Kafkas> builder) throws Exception {
        return builder.make()
                .load(KafkaFieldsTest.class.getClassLoader())
                .getLoaded()
                .getConstructor()
                .newInstance();
    }
}
