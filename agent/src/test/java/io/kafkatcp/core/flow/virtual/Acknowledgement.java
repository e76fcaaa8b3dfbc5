package io.kafkatcp.core.flow.virtual;

/**
 * What a peer says of what it has.
 *
 * @param upTo the last segment before which nothing is missing
 * @param atMs when it is said: what had arrived by then is acknowledged selectively
 * @param windowOpen whether there is room for more
 */
record Acknowledgement(long upTo, double atMs, boolean windowOpen) {}
