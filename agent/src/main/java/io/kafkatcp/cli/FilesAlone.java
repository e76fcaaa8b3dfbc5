package io.kafkatcp.cli;

import java.io.File;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the command lines that {@code report} and {@code correlate} are given most often, with names of files alone, as
 * picocli would: to load and to ask that takes as long as to read 150,000 records. What is anything else is picocli's.
 */
final class FilesAlone {

    private FilesAlone() {}

    /** Null where there is more to understand than names of files that are there, and of the page to write. */
    static RecordVerb verb(String... arguments) {
        String name = arguments.length == 0 ? "" : arguments[0];
        if (name.equals("correlate")) {
            return with(new CorrelateCommand(), Arrays.asList(arguments));
        }
        return name.equals("report") ? report(new ArrayList<>(Arrays.asList(arguments))) : null;
    }

    private static RecordVerb report(List<String> arguments) {
        ReportCommand report = new ReportCommand();
        int option = Math.max(arguments.indexOf("-o"), arguments.indexOf("--output"));
        if (option > 0 && option + 1 < arguments.size() && isName(arguments.get(option + 1))) {
            arguments.remove(option);
            report.page = Paths.get(arguments.remove(option));
        }
        return with(report, arguments);
    }

    private static RecordVerb with(RecordVerb verb, List<String> arguments) {
        verb.files = arguments.subList(1, arguments.size());
        for (String file : verb.files) {
            if (!isName(file) || !new File(file).isFile()) {
                return null;
            }
        }
        return verb.files.isEmpty() ? null : verb;
    }

    /** Neither an option, nor standard input, nor a file of arguments. */
    static boolean isName(String argument) {
        return !argument.startsWith("-") && !argument.startsWith("@");
    }
}
