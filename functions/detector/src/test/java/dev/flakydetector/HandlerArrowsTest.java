package dev.flakydetector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms of this module, and what a room may not do. */
class HandlerArrowsTest {

    private static final String HANDLER = "dev.flakydetector.handler..";
    private static final String REMOTE = "dev.flakydetector.remote..";

    private static final JavaClasses HANDLERS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.flakydetector.handler", "dev.flakydetector.remote", "dev.flakydetector.api");

    @Test
    void rulesSeeTheClasses() {
        assertThat(HANDLERS).hasSizeGreaterThan(40);
    }

    @Test
    void remoteAloneKnowsTheSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage(REMOTE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk..", "org.apache.commons.compress..")
                .because("the SDK may change or go, and only remote should notice")
                .check(HANDLERS);
    }

    @Test
    void theWorkerKnowsNoStore() {
        noClasses()
                .that()
                .haveNameMatching(".*\\.(Worker[A-Za-z]*|OneDetection|PresignedUrls|FolderArchive)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.flakydetector.history..", "software.amazon.awssdk..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.(DetectionStore|ObjectStore|AwsClients)")
                .because("the worker runs strangers' code and has no permissions")
                .check(HANDLERS);
    }

    @Test
    void nothingPointsUpToTheHandlers() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HANDLER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HANDLER)
                .because("handlers are the outermost room")
                .check(HANDLERS);
    }
}
