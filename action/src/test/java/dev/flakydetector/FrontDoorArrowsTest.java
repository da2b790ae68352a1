package dev.flakydetector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the front door may do that the core may not, and where. */
class FrontDoorArrowsTest {

    /** This module's alone, also when the others' stand on the class path as folders. */
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void rulesSeeTheClasses() {
        assertThat(CLASSES).hasSizeGreaterThan(15);
    }

    @Test
    void theMachineAloneReadsTheEnvironment() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Machine")
                .and()
                .doNotHaveSimpleName("ClassArchive")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .because("a command is tested with a machine that the test made")
                .check(CLASSES);
    }

    @Test
    void picocliStaysAtTheDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.flakydetector.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .allowEmptyShould(true)
                .because("the command line is one way in, and the rules know none of them")
                .check(CLASSES);
    }

    @Test
    void theCommandLineCallsAndIsNeverCalled() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.flakydetector.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.flakydetector.cli..")
                .because("an option is read at the door, and what it says goes on as a value")
                .check(CLASSES);
    }

    @Test
    void standardOutputStaysAtTheDoor() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("a command prints to the streams of its machine, which a test can read")
                .check(CLASSES);
    }

    @Test
    void theMachineKnowsNobody() {
        noClasses()
                .that()
                .resideInAPackage("dev.flakydetector.machine..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "org.jspecify..", "dev.flakydetector.machine..")
                .because("every other room stands on it")
                .check(CLASSES);
    }

    @Test
    void aLocalDetectionKnowsNeitherTheActionNorTheCloud() {
        noClasses()
                .that()
                .resideInAPackage("dev.flakydetector.local..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.flakydetector.action..",
                        "dev.flakydetector.cloud..",
                        "dev.flakydetector.github..",
                        "dev.flakydetector.gitlab..",
                        "dev.flakydetector.joblog..",
                        "dev.flakydetector.serve..",
                        "dev.flakydetector.webhook..")
                .because("it runs on a machine that nobody else can reach")
                .check(CLASSES);
    }

    @Test
    void githubApiStaysInItsRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.flakydetector.github..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.kohsuke..")
                .because("one room knows GitHub, and everything else knows that room")
                .check(CLASSES);
    }

    @Test
    void jobLogsKnowTheWordsAlone() {
        noClasses()
                .that()
                .resideInAPackage("dev.flakydetector.joblog..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..", "org.jspecify..", "dev.flakydetector.joblog..", "dev.flakydetector.domain..")
                .because("a log is text, and what it tells is a test's name")
                .check(CLASSES);
    }

    @Test
    void amazonsClientStaysInTheCloudRoom() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.flakydetector.action..",
                        "dev.flakydetector.cli..",
                        "dev.flakydetector.github..",
                        "dev.flakydetector.gitlab..",
                        "dev.flakydetector.joblog..",
                        "dev.flakydetector.local..",
                        "dev.flakydetector.machine..",
                        "dev.flakydetector.serve..",
                        "dev.flakydetector.webhook..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .because("one room signs requests, and everything else knows that room")
                .check(CLASSES);
    }

    @Test
    void theCloudRoomKnowsTheQuestionAndNeitherWhoAsksNorHowToRunIt() {
        noClasses()
                .that()
                .resideInAPackage("dev.flakydetector.cloud..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "org.jspecify..",
                        "com.fasterxml.jackson..",
                        "software.amazon.awssdk..",
                        "dev.flakydetector.cloud..",
                        "dev.flakydetector.domain..",
                        "dev.flakydetector.pipeline..")
                .because("it sends a request and executes nothing")
                .check(CLASSES);
    }
}
