package io.kafkatcp.cli;

import io.kafkatcp.core.start.config.Option;
import java.util.ArrayList;

/** The options' names, for the shell to complete. */
final class OptionCandidates extends ArrayList<String> {

    OptionCandidates() {
        for (Option option : Option.values()) {
            add(option.optionName() + "=");
        }
    }
}
