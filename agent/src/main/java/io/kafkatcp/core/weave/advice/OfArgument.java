package io.kafkatcp.core.weave.advice;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a method of the woven method's first argument returns, as in {@code @OfArgument("size") long bytes}: the type of that argument is
 * Kafka's, which may be relocated, so that advice could not name it, and reflection would allocate on the way of every request.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface OfArgument {

    /** A method without parameters, declared by the argument's type. */
    String value();
}
