package dev.flakydetector.adapter.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.Attempts;
import dev.flakydetector.adapter.npm.NpmSample.Run;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MochaAdapterIT {

    private static final List<String> AS_WRITTEN =
            List.of("a", "b", "c", "d", "e", "v", "w", "x", "y", "z", "p", "q", "r", "s");

    @TempDir
    private static Path temporary;

    private static NpmSample sample;

    @BeforeAll
    static void install() throws Exception {
        sample = NpmSample.install("mocha", new MochaAdapter(), temporary)
                .file("test/letters.js", """
                        const { appendFileSync } = require('node:fs');
                        const letter = (name) => it(name, () => appendFileSync('order.txt', `${name}\\n`));
                        [...'abcde'].forEach(letter);
                        describe('last', () => [...'vwxyz'].forEach(letter));
                        """)
                .file("test/module.mjs", """
                        import { appendFileSync } from 'node:fs';
                        const letter = (name) => it(name, async () => appendFileSync('order.txt', `${name}\\n`));
                        describe('module', () => [...'pqrs'].forEach(letter));
                        """)
                .file("hooks/hooks.js", """
                        const { after, before, beforeEach } = require('mocha');
                        const fail = () => { throw new Error('a "hook" <fails>\\u0007'); };
                        describe('before', () => { before(fail); it('one', () => {}); it('two', () => {}); });
                        describe('each', () => { beforeEach(fail); it('one', () => {}); });
                        describe('after', () => { after(fail); it('one', () => {}); it('two', () => {}); });
                        describe('none', () => { it('passes', () => {}); it.skip('waits', () => {}); });
                        """);
    }

    @Test
    void keepsTheOrderAndTheReporterInAControl() throws Exception {
        Run run = sample.run("npx mocha --reporter dot", Attempts.control(3));

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.order()).isEqualTo(AS_WRITTEN);
        assertThat(run.output()).contains("14 passing").doesNotContain("✔");
        assertThat(run.reported())
                .hasSize(14)
                .contains("test/letters.js::a", "test/letters.js::last > v", "test/module.mjs::module > p");
    }

    @Test
    void givesTheSameOrderForTheSameSeedAndAnotherForAnother() throws Exception {
        Run first = sample.run("npx mocha", Attempts.shuffled(3));
        Run again = sample.run("npx mocha --parallel", Attempts.shuffled(3));
        Run other = sample.run("npx mocha", Attempts.shuffled(4));

        assertThat(first.order())
                .containsExactlyInAnyOrderElementsOf(AS_WRITTEN)
                .isNotEqualTo(AS_WRITTEN);
        assertThat(again.order()).isEqualTo(first.order());
        assertThat(other.order())
                .containsExactlyInAnyOrderElementsOf(AS_WRITTEN)
                .isNotEqualTo(first.order());
    }

    @Test
    void reportsTheSameTestsFromParallelFiles() throws Exception {
        Run serial = sample.run("npx mocha", Attempts.control(3));
        Run parallel = sample.run("npx mocha --parallel", Attempts.control(3));

        assertThat(parallel.reported()).isEqualTo(serial.reported());
    }

    @Test
    void runsTheTestsThatAreAskedForAlone() throws Exception {
        Run run = sample.run("npx mocha", Attempts.only("test/letters.js::last > w", "test/letters.js::b"));

        assertThat(run.order()).containsExactly("b", "w");
    }

    @Test
    void holdsAFailingHookAgainstTests() throws Exception {
        Run run = sample.run("npx mocha hooks", Attempts.control(3));

        assertThat(failed(run))
                .contains("before > one", "before > two", "each > one", "after > two")
                .doesNotContain("after > one", "none > passes", "none > waits");
        assertThat(run.report()).contains("a &quot;hook&quot; &lt;fails&gt;\uFFFD", "<skipped/>");
    }

    private static List<String> failed(Run run) {
        return run.report()
                .lines()
                .filter(line -> line.contains("<error") || line.contains("<failure"))
                .map(line -> line.replaceAll(".* name=\"([^\"]*)\".*", "$1").replace("&gt;", ">"))
                .toList();
    }

    @Test
    void saysWhyNothingCouldBeRun() throws Exception {
        Run run = sample.run("npx mocha nosuchfile", Attempts.control(3));

        assertThat(run.report()).isEmpty();
        assertThat(new MochaAdapter().buildFailure(run.exitCode(), run.output()))
                .hasValueSatisfying(why -> assertThat(why).contains("No test files found"));
    }
}
