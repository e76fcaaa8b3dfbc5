package io.kafkatcp.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the annotations say of threads and monitors is so, as far as calls tell; a call of an interface ends there. */
class ThreadsTest {

    private static final List<Class<?>> THREADS =
            List.of(OnAgentThread.class, OnSinkThread.class, OnNetworkThread.class, OnApplicationThread.class);

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.kafkatcp.core");

    /** Sentences that the annotations replace. */
    private static final Pattern SENTENCE = Pattern.compile(
            "(?s)(Isolated loader[.,;]|[Aa]gent's thread( alone)?\\.|(?<!on )[Aa]ny thread\\.)[^/]{0,40}\\*/\\s+"
                    + "(@\\w+\\s+)*(public |final |abstract )*(class|interface|enum) ");

    @Test
    void noThreadComesToWhatIsAnothers() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass type : CORE) {
            for (JavaCodeUnit unit : type.getCodeUnits()) {
                String thread = threadOf(unit);
                if (thread != null) {
                    wrong.addAll(comesToAnothers(unit, thread));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Along calls of what may run anywhere; what is handed over as a job is called by somebody else. */
    private static List<String> comesToAnothers(JavaCodeUnit from, String thread) {
        List<String> wrong = new ArrayList<>();
        Map<JavaCodeUnit, JavaCodeUnit> cameFrom = new HashMap<>();
        Deque<JavaCodeUnit> next = new ArrayDeque<>(List.of(from));
        cameFrom.put(from, null);
        while (!next.isEmpty()) {
            JavaCodeUnit caller = next.poll();
            for (JavaMethodCall call : caller.getMethodCallsFromSelf()) {
                JavaCodeUnit called =
                        (JavaCodeUnit) call.getTarget().resolveMember().orElse(null);
                if (called == null
                        || cameFrom.containsKey(called)
                        || !CORE.contain(called.getOwner().getName())) {
                    continue;
                }
                cameFrom.put(called, caller);
                String other = threadOf(called);
                if (other == null) {
                    next.add(called);
                } else if (!other.equals(thread)) {
                    wrong.add(thread + " comes to " + other + ": " + way(called, cameFrom));
                }
            }
        }
        return wrong;
    }

    private static String way(JavaCodeUnit to, Map<JavaCodeUnit, JavaCodeUnit> cameFrom) {
        StringBuilder way = new StringBuilder();
        for (JavaCodeUnit unit = to; unit != null; unit = cameFrom.get(unit)) {
            way.insert(0, unit.getOwner().getSimpleName() + "." + unit.getName() + " ");
        }
        return way.toString().trim();
    }

    /** By itself, or with its class; a class is made before its thread runs, by whoever joins the parts. */
    private static String threadOf(JavaCodeUnit unit) {
        if (unit.isConstructor() || unit.getModifiers().contains(JavaModifier.STATIC)) {
            return null;
        }
        String own = threadOf(unit.getAnnotations());
        return own != null ? own : threadOf(unit.getOwner().getAnnotations());
    }

    private static String threadOf(Iterable<? extends JavaAnnotation<?>> annotations) {
        for (JavaAnnotation<?> annotation : annotations) {
            for (Class<?> thread : THREADS) {
                if (annotation.getRawType().isEquivalentTo(thread)) {
                    return thread.getSimpleName();
                }
            }
        }
        return null;
    }

    @Test
    void whatAMonitorGuardsIsTouchedWithItHeld() {
        List<String> wrong = new ArrayList<>();
        int guarded = 0;
        for (JavaClass type : CORE) {
            for (JavaFieldAccess access : type.getFieldAccessesFromSelf()) {
                JavaMember field = access.getTarget().resolveMember().orElse(null);
                guarded += check(access, field, wrong);
            }
            for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
                JavaMember method = call.getTarget().resolveMember().orElse(null);
                guarded += check(call, method, wrong);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(guarded).isPositive();
    }

    private static int check(JavaAccess<?> access, JavaMember member, List<String> wrong) {
        if (member == null || !member.isAnnotatedWith(GuardedBy.class)) {
            return 0;
        }
        JavaCodeUnit by = access.getOrigin();
        boolean held = by.getOwner().equals(member.getOwner())
                && (by.isConstructor()
                        || by.getModifiers().contains(JavaModifier.SYNCHRONIZED)
                        || by.isAnnotatedWith(GuardedBy.class));
        if (!held) {
            wrong.add(access.getDescription());
        }
        return 1;
    }

    @Test
    void noClassRepeatsInWordsWhatAnAnnotationOrItsRoomSays() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/kafkatcp/core"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")).filter(ThreadsTest::repeats))
                    .isEmpty();
        }
    }

    private static boolean repeats(Path file) {
        try {
            return SENTENCE.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
