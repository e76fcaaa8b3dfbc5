package io.kafkatcp.core.weave;

/** Why one class, and with it a whole feature, is not woven, in words for the operator. */
final class NotWoven extends Exception {

    private static final long serialVersionUID = 1;

    final transient Feature feature;

    NotWoven(Feature feature, String reason) {
        super(reason);
        this.feature = feature;
    }
}
