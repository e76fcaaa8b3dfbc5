package io.kafkatcp.core.start.config;

/** One value that somebody gave for an option, and where, so that a complaint can point at the place to change. */
public final class Setting {

    final Option option;
    final String text;
    /** To be read in brackets: {@code agent argument}, {@code environment KAFKATCP_MODE}. */
    final String source;

    Setting(Option option, String text, String source) {
        this.option = option;
        this.text = text;
        this.source = source;
    }

    @Override
    public String toString() {
        return option.optionName() + "=" + text + " (" + source + ")";
    }
}
