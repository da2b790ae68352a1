package dev.flakydetector.adapter.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.Attempts;
import dev.flakydetector.adapter.npm.NpmSample.Run;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VitestAdapterIT {

    private static final List<String> AS_WRITTEN = List.of("a", "b", "c", "d", "e", "v", "w", "x", "y", "z");

    @TempDir
    private static Path temporary;

    private static NpmSample sample;

    @BeforeAll
    static void install() throws Exception {
        sample = NpmSample.install("vitest", new VitestAdapter(), temporary).file("test/letters.test.js", """
                        import { appendFileSync } from 'node:fs';
                        import { describe, test } from 'vitest';
                        const letter = (name) => test(name, () => appendFileSync('order.txt', `${name}\\n`));
                        [...'abcde'].forEach(letter);
                        describe('last', () => [...'vwxyz'].forEach(letter));
                        """);
    }

    @Test
    void keepsTheOrderOfTheFileInAControlAndDoesNotWatch() throws Exception {
        Run run = sample.run("npm test", Attempts.control(3));

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.order()).isEqualTo(AS_WRITTEN);
        assertThat(run.reported()).hasSize(10).contains("test/letters.test.js::a", "test/letters.test.js::last > v");
    }

    @Test
    void givesTheSameOrderForTheSameSeedAndAnotherForAnother() throws Exception {
        Run first = sample.run("npx vitest run", Attempts.shuffled(3));
        Run again = sample.run("npm test", Attempts.shuffled(3));
        Run other = sample.run("npm test", Attempts.shuffled(4));

        assertThat(first.order())
                .containsExactlyInAnyOrderElementsOf(AS_WRITTEN)
                .isNotEqualTo(AS_WRITTEN);
        assertThat(again.order()).isEqualTo(first.order());
        assertThat(other.order())
                .containsExactlyInAnyOrderElementsOf(AS_WRITTEN)
                .isNotEqualTo(first.order());
    }

    @Test
    void runsTheTestsThatAreAskedForAlone() throws Exception {
        Run run = sample.run("npm test", Attempts.only("test/letters.test.js::last > w", "test/letters.test.js::b"));

        assertThat(run.order()).containsExactly("b", "w");
    }

    @Test
    void saysWhyNothingCouldBeRun() throws Exception {
        Run run = sample.run("npx vitest nosuchfile", Attempts.control(3));

        assertThat(new VitestAdapter().buildFailure(run.exitCode(), run.output()))
                .hasValueSatisfying(why -> assertThat(why).startsWith("No test files found"));
    }
}
