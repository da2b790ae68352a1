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
        assertThat(CLASSES).hasSizeGreaterThan(5);
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
    void eachLibraryHasOneRoom() {
        onlyRoomUses("de.siegmar.fastcsv..", "table");
    }

    private static void onlyRoomUses(String library, String room) {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.flakydetector.scorer." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because(library + " may change or go, and only " + room + " should notice")
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
                .because("the same input gives the same bytes: take a Clock, a Seed or an id source as an argument")
                .check(CLASSES);
    }
}
