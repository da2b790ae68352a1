package dev.flakydetector.adapter.jvm;

import dev.flakydetector.adapter.SetupSetting;
import dev.flakydetector.adapter.SetupStep;
import dev.flakydetector.adapter.SupportFiles;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * NonDex of the University of Illinois: Java's own collections, changed so that they iterate in an order decided by a seed
 * wherever their contracts promise none. Its mode ONE gives an object the same order at every look and a seed the same
 * orders in every run; the mode FULL does not, since threads take turns at its one source of chance.
 */
final class NonDex {

    private static final String VERSION = "2.2.5";
    private static final String PROJECT = "jvm/nondex/pom.xml";

    private final Path changedClasses;
    private final Path runtime;

    private NonDex(Path changedClasses, Path runtime) {
        this.changedClasses = changedClasses;
        this.runtime = runtime;
    }

    static NonDex of(Path tools, Path userHome) {
        return new NonDex(
                support(tools).resolve(PROJECT).resolveSibling(".nondex").resolve("nondex-instr.jar"),
                userHome.resolve(".m2")
                        .resolve("repository")
                        .resolve(Path.of("edu", "illinois", "nondex-common", VERSION))
                        .resolve("nondex-common-" + VERSION + ".jar"));
    }

    private static Path support(Path tools) {
        return tools.resolve("support");
    }

    /** Makes the changed classes of the JVM that Maven runs in, in a project of our own. */
    static SetupStep prepare(SetupSetting setting, List<String> maven, List<String> options) {
        List<String> words = new ArrayList<>(maven);
        words.addAll(options);
        words.addAll(List.of(
                "-B",
                "-q",
                "-f",
                new SupportFiles(support(setting.tools())).file(PROJECT).toString(),
                "edu.illinois:nondex-maven-plugin:" + VERSION + ":nondex",
                "-DnondexRuns=1"));
        return new SetupStep(
                "prepare NonDex, which varies Java's hash order", words, Map.of(), "The hash order is not varied.");
    }

    boolean isReady() {
        return Files.exists(changedClasses) && Files.exists(runtime);
    }

    /** The options of a JVM that iterates by this seed. */
    List<String> options(int seed, Path scratch) {
        return List.of(
                "--patch-module=java.base=" + changedClasses + File.pathSeparator + runtime,
                "-DnondexMode=ONE",
                "-DnondexSeed=" + seed,
                "-DnondexDir=" + scratch.resolve("nondex"),
                "-DnondexExecid=flaky",
                "-DnondexLogging=OFF");
    }
}
