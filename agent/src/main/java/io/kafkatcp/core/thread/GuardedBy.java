package io.kafkatcp.core.thread;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Is touched by synchronized methods alone, or by methods that are guarded by the same. */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface GuardedBy {

    /** {@code this}: no other monitor is used so. */
    String value();
}
