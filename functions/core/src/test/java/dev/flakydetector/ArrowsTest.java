package dev.flakydetector;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms of the core, and what a room may not do. */
class ArrowsTest {

    /** Bottom up; rooms on one floor do not know each other, except as {@link #mayUse} says. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("domain"),
            List.of("json", "stats", "config", "checkout", "results", "failure", "history"),
            List.of("adapter", "verdict", "render"),
            List.of("rerun"),
            List.of("cause"),
            List.of("pipeline", "triage"),
            List.of("cost"));

    /** The rooms below {@code adapter} that know the test tools of one language each. */
    private static final List<String> LANGUAGES = List.of("adapter.go", "adapter.jvm", "adapter.npm", "adapter.python");

    private static final String CHOICE = "adapter.choice";

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // What the integration tests start is on the class path, but no room of the core.
            .withImportOption(location -> !location.contains("/flakydetector/emulator/"))
            .importPackages("dev.flakydetector");

    @Test
    void rulesSeeTheClasses() {
        assertThat(CORE).hasSizeGreaterThan(30);
    }

    @Test
    void noRoomKnowsTheRoomsAboveIt() {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            List<String> above = FLOORS.subList(floor + 1, FLOORS.size()).stream()
                    .flatMap(List::stream)
                    .map(ArrowsTest::packageOf)
                    .toList();
            for (String room : FLOORS.get(floor)) {
                List<String> forbidden = new ArrayList<>(above);
                forbidden.addAll(neighboursThatMayNotBeUsed(FLOORS.get(floor), room));
                noClasses()
                        .that()
                        .resideInAPackage(packageOf(room))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbidden.toArray(String[]::new))
                        .because("rooms build on the rooms below them (docs/design.md), and " + room
                                + " stands on floor " + floor)
                        .allowEmptyShould(true)
                        .check(CORE);
            }
        }
    }

    private static List<String> neighboursThatMayNotBeUsed(List<String> floor, String room) {
        return floor.stream()
                .filter(other -> !other.equals(room) && !mayUse(room, other))
                .map(ArrowsTest::packageOf)
                .toList();
    }

    /** Stores keep what {@code json} writes, and triage gives intervals; nothing else on a floor looks sideways. */
    private static boolean mayUse(String room, String neighbour) {
        return room.equals("history") && neighbour.equals("json")
                || room.equals("failure") && neighbour.equals("stats");
    }

    private static String packageOf(String room) {
        return "dev.flakydetector." + room + "..";
    }

    @Test
    void roomsFormNoCycle() {
        slices().matching("dev.flakydetector.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a cycle is one room with a wall in the wrong place")
                .check(CORE);
    }

    @Test
    void aReportKnowsWhatAllReportsSayAndNoOtherReport() {
        List<String> reports = List.of("console", "html", "json", "markdown", "comment");
        for (String report : reports) {
            List<String> others = reports.stream()
                    .filter(other -> !other.equals(report))
                    // A comment is written in Markdown.
                    .filter(other -> !(report.equals("comment") && other.equals("markdown")))
                    .map(other -> packageOf("render." + other))
                    .toList();
            noClasses()
                    .that()
                    .resideInAPackage(packageOf("render." + report))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others.toArray(String[]::new))
                    .because("what two reports share is said in render, so that each can change alone")
                    .check(CORE);
        }
        noClasses()
                .that()
                .resideInAPackage("dev.flakydetector.render")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.flakydetector.render.*..")
                .because("the reports are built on render, not the other way round")
                .check(CORE);
    }

    @Test
    void adaptersOfOneLanguageKnowNoOther() {
        for (String language : LANGUAGES) {
            noClasses()
                    .that()
                    .resideOutsideOfPackages(packageOf(language), packageOf(CHOICE))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(packageOf(language))
                    .because("a language's tools change alone: all others see them through the port, by the choice")
                    .check(CORE);
        }
        noClasses()
                .that()
                .resideInAPackage(packageOf("adapter"))
                .and()
                .resideOutsideOfPackage(packageOf(CHOICE))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packageOf(CHOICE))
                .because("the choice stands above those it chooses from")
                .check(CORE);
    }

    @Test
    void everyRoomBelowTheAdaptersIsListed() {
        List<String> rooms = new ArrayList<>(LANGUAGES);
        rooms.add(CHOICE);

        assertThat(CORE.stream()
                        .map(type -> type.getPackageName().replace("dev.flakydetector.", ""))
                        .filter(room -> room.startsWith("adapter."))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(rooms);
    }

    @Test
    void domainImportsTheJdkAlone() {
        noClasses()
                .that()
                .resideInAPackage(packageOf("domain"))
                .should()
                .dependOnClassesThat(outside("java..", "dev.flakydetector.domain..", "org.jspecify.."))
                .because("the words must not know how they are stored, sent or shown")
                .check(CORE);
    }

    private static DescribedPredicate<JavaClass> outside(String... packages) {
        DescribedPredicate<JavaClass> inside = resideInAPackage(packages[0]);
        for (String allowed : packages) {
            inside = inside.or(resideInAPackage(allowed));
        }
        return DescribedPredicate.not(inside).as("outside " + String.join(", ", packages));
    }

    @Test
    void eachLibraryHasOneRoom() {
        onlyRoomUses("org.eclipse.jgit..", "checkout");
        onlyRoomUses("org.snakeyaml..", "config");
        onlyRoomUses("com.fasterxml.jackson.dataformat..", "adapter.python");
        onlyRoomUses("software.amazon.awssdk..", "history.dynamo");
        onlyRoomUses("java.sql..", "history.sqlite");
        onlyRoomUses("org.sqlite..", "history.sqlite");
        nobodyUses("picocli..", "the command line is another module");
        nobodyUses("org.tribuo..", "only the scorer predicts");
        nobodyUses("com.google.common..", "the JDK is enough");
    }

    private static void onlyRoomUses(String library, String room) {
        noClasses()
                .that()
                .resideOutsideOfPackage(packageOf(room))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because(library + " may change or go, and only " + room + " should notice")
                .check(CORE);
    }

    private static void nobodyUses(String library, String why) {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because(why)
                .check(CORE);
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
                .check(CORE);
    }

    @Test
    void nothingReadsTheEnvironmentOrPrints() {
        noClasses()
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("only wiring knows the machine, and only the command line prints")
                .check(CORE);
    }
}
