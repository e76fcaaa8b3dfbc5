package io.kafkatcp.recordfile;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the arguments name: files, patterns that the shell did not resolve, {@code -}. Each file once, however often it
 * is named.
 */
final class Sources {

    static final String STDIN = "-";

    private Sources() {}

    /** The names as they were given, or {@link #STDIN}. */
    static List<String> of(List<String> arguments) throws BadInput {
        Map<Object, String> found = new LinkedHashMap<>();
        for (String argument : arguments) {
            if (argument.equals(STDIN)) {
                found.put(STDIN, STDIN);
                continue;
            }
            for (Path path : resolve(argument)) {
                found.putIfAbsent(identity(path), path.toString());
            }
        }
        return new ArrayList<>(found.values());
    }

    private static List<Path> resolve(String argument) throws BadInput {
        try {
            Path path = Paths.get(argument);
            if (Files.isDirectory(path)) {
                throw new BadInput(argument + " is a folder; name its files, for example "
                        + argument.replaceAll("/+$", "") + "/*.jsonl*");
            }
            if (Files.exists(path)) {
                return Collections.singletonList(path);
            }
        } catch (InvalidPathException e) {
            throw new BadInput(argument + " is no name of a file: " + e.getReason());
        }
        if (!argument.matches("(?s).*[*?\\[{].*")) {
            throw new BadInput(argument + ": there is no such file");
        }
        return glob(argument);
    }

    private static List<Path> glob(String pattern) throws BadInput {
        TreeSet<Path> found = new TreeSet<>();
        found.add(Paths.get(pattern.startsWith("/") ? "/" : ""));
        for (String part : pattern.split("/+")) {
            TreeSet<Path> next = new TreeSet<>();
            for (Path folder : found) {
                addMatching(folder, part, next);
            }
            found = next;
        }
        found.removeIf(path -> !Files.isReadable(path) || Files.isDirectory(path));
        if (found.isEmpty()) {
            throw new BadInput(pattern + " matches no file");
        }
        return new ArrayList<>(found);
    }

    private static void addMatching(Path folder, String part, TreeSet<Path> next) throws BadInput {
        Path exact = folder.resolve(part);
        if (part.isEmpty() || Files.exists(exact)) {
            next.add(exact);
            return;
        }
        Path listed = folder.toString().isEmpty() ? Paths.get(".") : folder;
        if (!Files.isDirectory(listed)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(listed, part)) {
            for (Path entry : entries) {
                next.add(folder.resolve(entry.getFileName()));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInput(listed + " cannot be searched for " + part + ": " + e.getMessage());
        }
    }

    private static Object identity(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }
}
