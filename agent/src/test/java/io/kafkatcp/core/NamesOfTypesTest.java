package io.kafkatcp.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Who reads one class of the core knows what a name stands for in the next: one name for each of its types. */
class NamesOfTypesTest {

    private static final Path CORE = Path.of("src/main/java/io/kafkatcp/core");

    /** By type: further names where one scope holds several of it, each with a part of its own to play. */
    private static final Map<String, Set<String>> PARTS = Map.of(
            "AgentLoop", Set.of("watchLoop", "sinkLoop", "otelLoop", "tellingLoop"),
            "CircuitBreaker", Set.of("setting", "listening", "changing"),
            "Connection", Set.of("calling", "dead", "replacement", "suspected"),
            "FailingSends", Set.of("withoutMemory", "withoutMetadata"),
            "Job", Set.of("closing", "end", "settling"),
            "WatchedFlow", Set.of("suspect"));

    /** Type, name, classes. */
    private final Map<String, Map<String, Set<String>>> names = new TreeMap<>();

    NamesOfTypesTest() throws IOException {
        Set<String> own = new HashSet<>();
        List<CompilationUnitTree> sources = parsed();
        sources.forEach(source -> source.accept(new Types(own), null));
        sources.forEach(source -> source.accept(new Variables(own, names), null));
    }

    @Test
    void aFieldOrParameterOfATypeOfOursIsCalledTheSameEverywhere() {
        List<String> several = new ArrayList<>();
        names.forEach((type, places) -> {
            Map<String, Set<String>> left = new TreeMap<>(places);
            left.keySet().removeAll(PARTS.getOrDefault(type, Set.of()));
            if (left.size() > 1) {
                several.add(type + ": " + left);
            }
        });
        assertThat(several).isEmpty();
    }

    /** In one room; {@code option} may be the operator's in one and the kernel's in another. */
    @Test
    void aNameStandsForOneTypeOfOurs() {
        Map<String, Map<String, Set<String>>> types = new TreeMap<>();
        names.forEach((type, places) -> places.forEach((name, classes) -> classes.forEach(in -> types.computeIfAbsent(
                        in.substring(0, in.lastIndexOf('.')) + " " + name, n -> new TreeMap<>())
                .computeIfAbsent(type, t -> new TreeSet<>())
                .add(in))));
        List<String> several = new ArrayList<>();
        types.forEach((name, places) -> {
            if (places.size() > 1) {
                several.add(name + ": " + places);
            }
        });
        assertThat(several).isEmpty();
    }

    /** A part that nobody plays any more must not wait for the next who finds its name handy. */
    @Test
    void eachPartIsPlayed() {
        PARTS.forEach((type, parts) ->
                assertThat(names.getOrDefault(type, Map.of()).keySet()).as(type).containsAll(parts));
    }

    private static List<CompilationUnitTree> parsed() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<File> files;
        try (Stream<Path> all = Files.walk(CORE)) {
            files = all.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toFile)
                    .toList();
        }
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, List.of(), null, manager.getJavaFileObjectsFromFiles(files));
            List<CompilationUnitTree> trees = new ArrayList<>();
            task.parse().forEach(trees::add);
            return trees;
        }
    }

    private static final class Types extends TreeScanner<Void, Void> {

        private final Set<String> own;

        Types(Set<String> own) {
            this.own = own;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            own.add(type.getSimpleName().toString());
            return super.visitClass(type, none);
        }
    }

    /** Fields, and parameters of methods that have a body or are called from elsewhere. */
    private static final class Variables extends TreeScanner<Void, Void> {

        private final Set<String> own;
        private final Map<String, Map<String, Set<String>>> names;
        private String room = "";
        private String in = "";

        Variables(Set<String> own, Map<String, Map<String, Set<String>>> names) {
            this.own = own;
            this.names = names;
        }

        @Override
        public Void visitCompilationUnit(CompilationUnitTree source, Void none) {
            room = source.getPackageName().toString().substring("io.kafkatcp.".length()) + ".";
            return super.visitCompilationUnit(source, none);
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            String outer = in;
            in = type.getSimpleName().toString();
            type.getMembers().forEach(member -> {
                if (member instanceof VariableTree && !isConstant((VariableTree) member)) {
                    add((VariableTree) member);
                }
            });
            super.visitClass(type, none);
            in = outer;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            if (!in.isEmpty()) {
                method.getParameters().forEach(this::add);
            }
            return super.visitMethod(method, none);
        }

        private static boolean isConstant(VariableTree variable) {
            return variable.getName()
                    .toString()
                    .equals(variable.getName().toString().toUpperCase());
        }

        private void add(VariableTree variable) {
            String type = String.valueOf(variable.getType());
            type = type.substring(type.lastIndexOf('.') + 1);
            // compared with another of its own kind
            boolean other = type.equals(in) && variable.getName().contentEquals("other");
            if (own.contains(type) && !other) {
                names.computeIfAbsent(type, t -> new TreeMap<>())
                        .computeIfAbsent(variable.getName().toString(), n -> new TreeSet<>())
                        .add(room + in);
            }
        }
    }
}
