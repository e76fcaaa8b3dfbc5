package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Text that neither a terminal nor an editor obeys: no control character, none that turns the direction of writing, no
 * half character.
 */
public final class PlainText {

    private PlainText() {}

    public static void assertPlain(String text) {
        assertThat(text.chars()
                        .filter(c -> c < ' ' || c >= 0x7f && c < 0xa0 || c == 0x202e || Character.isSurrogate((char) c))
                        .toArray())
                .isEmpty();
    }
}
