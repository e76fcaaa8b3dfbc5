package io.kafkatcp.core.start.config;

/** A file's size with a unit, 64MB or 1GB, where MB is 1024 times 1024 bytes. Gives a Long. */
public final class FileSize implements ValueParser {

    private static final long MB = 1_024 * 1_024;
    private static final long GB = 1_024 * MB;
    private static final long MOST = 10 * GB;

    @Override
    public Object parse(String text) throws BadValue {
        if (Duration.isBareNumber(text)) {
            throw new BadValue("from 1MB to 10GB; a unit (MB, GB) is missing: did you mean " + text + "MB?");
        }
        long bytes = bytes(text);
        if (bytes < MB || bytes > MOST) {
            throw new BadValue("from 1MB to 10GB, written with a unit: MB or GB");
        }
        return bytes;
    }

    private static long bytes(String text) {
        if (!text.endsWith("MB") && !text.endsWith("GB")) {
            return -1;
        }
        String digits = text.substring(0, text.length() - 2);
        // Duration reads digits and knows about overflow; more than the largest limit is all the same
        long count = Duration.isBareNumber(digits) ? Math.min(Duration.parseMs(digits + "ms"), MOST / MB + 1) : -1;
        return count * (text.endsWith("MB") ? MB : GB);
    }
}
