package io.kafkatcp.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = {"io.kafkatcp", "java.kafkatcp"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** The command line runs in a JVM of its own and may use what it likes. */
    private static DescribedPredicate<JavaClass> runInTheApplication() {
        return JavaClass.Predicates.resideInAPackage("io.kafkatcp.core..")
                .or(JavaClass.Predicates.resideInAPackage("io.kafkatcp.entry"))
                .as("run in the application");
    }

    @ArchTest
    static final ArchRule whatRunsInTheApplicationKnowsNothingOfTheCommandLine = noClasses()
            .that()
            .resideInAPackage("io.kafkatcp.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.kafkatcp.cli..",
                    "io.kafkatcp.report..",
                    "io.kafkatcp.correlate..",
                    "io.kafkatcp.recordfile..",
                    "io.kafkatcp.jvm..",
                    "io.kafkatcp.facts..",
                    "picocli..",
                    "com.fasterxml..");

    @ArchTest
    static final ArchRule theBridgeKnowsTheJdkAlone = classes()
            .that()
            .resideInAPackage("java.kafkatcp..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..");

    @ArchTest
    static final ArchRule theEntryKnowsTheJdkAlone = classes()
            .that()
            .resideInAPackage("..entry..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "..entry..");

    @ArchTest
    static final ArchRule onlyTheWeavingKnowsByteBuddy = noClasses()
            .that()
            .resideOutsideOfPackage("..core.weave..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.bytebuddy..");

    @ArchTest
    static final ArchRule theWeavingKnowsOnlyWhereToReport = noClasses()
            .that()
            .resideInAPackage("..core.weave..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..core.connection..",
                    "..core.flow..",
                    "..core.firstsend..",
                    "..core.loss..",
                    "..core.options..",
                    "..core.kafka..",
                    "..core.kernel..",
                    "..core.start.config..");

    @ArchTest
    static final ArchRule optionsKnowNobody = classes()
            .that()
            .resideInAPackage("..core.start.config..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "..core.start.config..");

    @ArchTest
    static final ArchRule sinksKnowNothingAboveThem = classes()
            .that()
            .resideInAPackage("..core.sink..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.management..",
                    "..core.sink..",
                    "..core.record..",
                    "..core.runtime..",
                    "..core.thread..",
                    "..core.start");

    @ArchTest
    static final ArchRule theAgentsOwnLoopKnowsNoKafka = noClasses()
            .that()
            .resideInAPackage("..core.runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..core.connection..",
                    "..core.flow..",
                    "..core.firstsend..",
                    "..core.loss..",
                    "..core.options..",
                    "..core.kafka..",
                    "..core.kernel..",
                    "..core.sink..",
                    "..core.weave..");

    @ArchTest
    static final ArchRule recordsKnowNobody = classes()
            .that()
            .resideInAPackage("..core.record..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "..core.record..");

    @ArchTest
    static final ArchRule socketsKnowNoKafka = noClasses()
            .that()
            .resideInAPackage("..core.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..core.connection..", "..core.flow..", "..core.options..", "..core.kafka..", "..core.weave..");

    /** Frameworks choose their own in main; whoever is first before it wins. */
    @ArchTest
    static final ArchRule nothingInitialisesLoggingOrFilesBeforeMain = noClasses()
            .that(runInTheApplication())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "java.nio.file..");

    /** Kafka itself has started it when the first record comes, which is when the sink does. */
    @ArchTest
    static final ArchRule onlyTheSinkForJmxKnowsIt = noClasses()
            .that(runInTheApplication())
            .and()
            .resideOutsideOfPackage("..core.sink.jmx..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.management..", "java.lang.management..");

    @ArchTest
    static final ArchRule nothingStartsTheMachineryOfLambdasInTheApplication = noClasses()
            .that(runInTheApplication())
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.invoke.LambdaMetafactory");
}
