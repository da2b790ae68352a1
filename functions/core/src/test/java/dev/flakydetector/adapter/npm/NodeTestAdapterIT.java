package dev.flakydetector.adapter.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.Attempts;
import dev.flakydetector.adapter.npm.NpmSample.Run;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTestAdapterIT {

    private static final List<String> AS_WRITTEN = List.of("a", "b", "c", "d", "e", "v", "w", "x", "y", "z", "k", "l");
    private static final String LETTERS = """
            const letter = (name) => it(name, () => appendFileSync('order.txt', `${name}\\n`));
            [...'abcde'].forEach(letter);
            describe('last', () => {
              [...'vwxyz'].forEach(letter);
              describe('inner', async () => { await null; letter('k'); letter('l'); });
            });
            """;

    @TempDir
    private static Path temporary;

    private static NpmSample sample;

    @BeforeAll
    static void install() throws Exception {
        sample = NpmSample.install("node-test", new NodeTestAdapter(), temporary)
                .file(
                        "test/common.test.cjs",
                        "const { appendFileSync } = require('node:fs');\nconst { describe, it } = require('node:test');\n"
                                + LETTERS)
                .file(
                        "test/module.test.mjs",
                        "import { appendFileSync } from 'node:fs';\nimport it, { describe } from 'node:test';\n"
                                + LETTERS)
                .file("more/awaited.mjs", """
                        import { appendFileSync } from 'node:fs';
                        import test from 'node:test';
                        const say = (name) => () => appendFileSync('order.txt', `${name}\\n`);
                        await test('first', say('first'));
                        await test('second', async (t) => { await t.test('sub', say('sub')); await test('own', say('own')); });
                        await test('third', say('third'));
                        """)
                .file("more/failing.mjs", """
                        import { after, before, describe, it } from 'node:test';
                        const fail = () => { throw new Error('a "hook" <fails>\\u0007'); };
                        describe('before', () => { before(fail); it('one', () => {}); });
                        describe('after', () => { after(fail); it('one', () => {}); it('two', () => {}); });
                        it('waits', { skip: true }, () => {});
                        it('fails', fail);
                        """)
                .file("more/broken.mjs", "import 'nosuchpackage';\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"test/common.test.cjs", "test/module.test.mjs"})
    void keepsTheOrderOfTheFileInAControl(String file) throws Exception {
        Run run = sample.run("node --test " + file, Attempts.control(3));

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.order()).isEqualTo(AS_WRITTEN);
        assertThat(run.reported()).hasSize(12).contains(file + "::a", file + "::last > v", file + "::last > inner > k");
    }

    @ParameterizedTest
    @ValueSource(strings = {"test/common.test.cjs", "test/module.test.mjs"})
    void givesTheSameOrderForTheSameSeedAndAnotherForAnother(String file) throws Exception {
        Run control = sample.run("node --test " + file, Attempts.control(3));
        Run first = sample.run("node --test " + file, Attempts.shuffled(3));
        Run again = sample.run("node --test " + file, Attempts.shuffled(3));
        Run other = sample.run("node --test " + file, Attempts.shuffled(4));

        assertThat(first.order())
                .containsExactlyInAnyOrderElementsOf(AS_WRITTEN)
                .isNotEqualTo(AS_WRITTEN);
        assertThat(again.order()).isEqualTo(first.order());
        assertThat(other.order())
                .containsExactlyInAnyOrderElementsOf(AS_WRITTEN)
                .isNotEqualTo(first.order());
        assertThat(first.reported()).isEqualTo(control.reported());
    }

    @Test
    void leavesTheOrderOfSubtestsAndOfAwaitedTests() throws Exception {
        Run run = sample.run("node --test more/awaited.mjs", Attempts.shuffled(3));

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.order()).containsExactly("first", "sub", "own", "third");
        assertThat(run.reported()).contains("more/awaited.mjs::second > sub", "more/awaited.mjs::second > own");
    }

    @Test
    void holdsAFailingHookAgainstTests() throws Exception {
        Run run = sample.run("node --test more/failing.mjs more/broken.mjs", Attempts.control(3));

        assertThat(failed(run)).containsExactlyInAnyOrder("before > one", "after > two", "fails", "more/broken.mjs");
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
    void keepsTheUsersReporter() throws Exception {
        Run run = sample.run("node --test --test-reporter=tap test/common.test.cjs", Attempts.control(3));

        assertThat(run.output()).startsWith("TAP version");
        assertThat(run.reported()).hasSize(12);
    }

    @Test
    void runsTheTestsThatAreAskedFor() throws Exception {
        Run run = sample.run("npm test", Attempts.only("test/common.test.cjs::last > w", "test/common.test.cjs::b"));

        assertThat(run.order()).containsExactly("b", "w");
        assertThat(run.reported()).containsExactly("test/common.test.cjs::b", "test/common.test.cjs::last > w");
    }

    @Test
    void reachesNodeBehindAScriptThatDoesMore() throws Exception {
        sample.file("package.json", "{\"scripts\": {\"test\": \"echo linted && node --test test/common.test.cjs\"}}");

        Run control = sample.run("npm test", Attempts.control(3));
        Run shuffled = sample.run("npm test", Attempts.shuffled(3));

        assertThat(control.order()).isEqualTo(AS_WRITTEN);
        assertThat(shuffled.order())
                .containsExactlyInAnyOrderElementsOf(AS_WRITTEN)
                .isNotEqualTo(AS_WRITTEN);
        assertThat(shuffled.reported()).isEqualTo(control.reported());
    }
}
