package io.kafkatcp.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a person looks at standard output, and how wide their window is; Java itself knows neither. */
public final class Terminal {

    /** Of a file or a pipe. */
    public static final int ANY_WIDTH = Integer.MAX_VALUE;

    private static final int USUAL_WIDTH = 80;
    private static final Pattern ROWS_COLUMNS = Pattern.compile("\\d+ (\\d+)\\s*");

    private Terminal() {}

    /** Asked again each time, since a window changes. @return {@link #ANY_WIDTH} where there is no terminal */
    public static int columns() {
        try {
            // stty asks its standard input, which is made of our standard output here
            Process stty = new ProcessBuilder("sh", "-c", "stty size <&1 >&2")
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Matcher size = ROWS_COLUMNS.matcher(read(stty.getErrorStream()));
            return size.matches() ? known(Integer.parseInt(size.group(1))) : ANY_WIDTH;
        } catch (IOException | NumberFormatException e) {
            // an image without a shell, or no Unix
            return System.console() == null ? ANY_WIDTH : known(0);
        }
    }

    /** Some terminals say 0. */
    private static int known(int columns) {
        if (columns > 0) {
            return columns;
        }
        String given = System.getenv("COLUMNS");
        return given != null && given.matches("[1-9]\\d{0,3}") ? Integer.parseInt(given) : USUAL_WIDTH;
    }

    private static String read(InputStream in) throws IOException {
        byte[] bytes = new byte[100];
        int length = 0;
        for (int n = 0; n >= 0 && length < bytes.length; n = in.read(bytes, length, bytes.length - length)) {
            length += n;
        }
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
}
