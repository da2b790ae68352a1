package dev.flakydetector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the agent may know, since it lives among a stranger's classes. */
class AgentArrowsTest {

    private static final JavaClasses AGENT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.flakydetector");

    @Test
    void rulesSeeTheClasses() {
        assertThat(AGENT).hasSizeGreaterThan(8);
    }

    @Test
    void knowsTheJdkAndAsmAlone() {
        noClasses()
                .that()
                .doNotHaveSimpleName("SeededMethodInterceptor")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..", "dev.flakydetector.agent..", "org.objectweb.asm..", "org.jspecify.annotations..")
                .because("a project need not have anything else; only TestNG itself loads the class for TestNG")
                .check(AGENT);
    }

    @Test
    void everyChoiceFollowsFromTheSeed() {
        noClasses()
                .should()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(Math.class, "random")
                .because("a replay gives the same order")
                .check(AGENT);
    }
}
