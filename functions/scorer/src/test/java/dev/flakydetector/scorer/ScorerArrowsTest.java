package dev.flakydetector.scorer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms of the scorer, and what a room may not do. */
class ScorerArrowsTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages("dev.flakydetector.scorer");

    @Test
    void rulesSeeTheClasses() {
        assertThat(CLASSES).hasSizeGreaterThan(30);
    }

    @Test
    void roomsFormNoCycle() {
        slices().matching("dev.flakydetector.scorer.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a cycle is one room with a wall in the wrong place")
                .check(CLASSES);
    }

    @Test
    void servingKnowsNothingOfTraining() {
        noClasses()
                .that()
                .resideInAnyPackage("..scorer.serving..", "..scorer.feature..", "..scorer.evaluation..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..scorer.training..", "..scorer.registry..")
                .because("what answers requests starts quickly and fits into a small function")
                .check(CLASSES);
    }

    @Test
    void tribuoStaysInTraining() {
        onlyRoomUses("training", "org.tribuo..", "ml.dmlc..");
    }

    @Test
    void csvIsReadInOneRoom() {
        onlyRoomUses("table", "de.siegmar.fastcsv..");
    }

    @Test
    void protobufStaysInTheRegistry() {
        onlyRoomUses("registry", "com.google.protobuf..");
    }

    @Test
    void theSdkStaysInTheCloud() {
        onlyRoomUses("cloud", "software.amazon.awssdk..");
    }

    @Test
    void trackersStayInTracking() {
        onlyRoomUses("tracking.mlflow", "org.mlflow..");
    }

    @Test
    void theFunctionTrainsNothing() {
        noClasses()
                .that()
                .resideInAnyPackage("..scorer.handler..", "..scorer.cloud..", "..scorer.past..", "..scorer.tracking..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..scorer.training..", "..scorer.explore..", "..scorer.check..")
                .because("the function's jar leaves the libraries out that training needs")
                .check(CLASSES);
    }

    private static void onlyRoomUses(String room, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackage("..scorer." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .because("the library may change or go, and only " + room + " should notice")
                .check(CLASSES);
    }

    @Test
    void nothingDependsOnTheMomentOrOnChance() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callConstructor(Random.class)
                .because("the same data and seed give the same bytes")
                .check(CLASSES);
    }

    @Test
    void nothingReadsTheEnvironmentOrPrints() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.flakydetector.scorer.handler.ScoreWiring")
                .should()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("only wiring knows the machine, and only the command line prints")
                .check(CLASSES);
    }

    @Test
    void nothingIsKeptAsJavaObjects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectOutputStream")
                .because("a file must not choose which classes are loaded")
                .check(CLASSES);
    }
}
