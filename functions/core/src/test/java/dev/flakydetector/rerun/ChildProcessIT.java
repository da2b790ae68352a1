package dev.flakydetector.rerun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.rerun.ChildProcess.Ending;
import dev.flakydetector.rerun.ChildProcess.Order;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final ChildProcess processes = new ChildProcess(
            new ProcessTree("child-process-it-" + ProcessHandle.current().pid()));

    @Test
    void tellsExitCodeAndBothStreams() throws Exception {
        Ending ending = run("echo out; echo err >&2; exit 3", LONG);

        assertThat(ending.exitCode()).hasValue(3);
        assertThat(ending.stdout().excerpt(100)).isEqualTo("out\n");
        assertThat(ending.stderr().excerpt(100)).isEqualTo("err\n");
        assertThat(ending.strays()).isZero();
    }

    /** Else a Ctrl-C in the terminal would end the tests too, and each would count as failed. */
    @Test
    void isInASessionOfItsOwn() throws Exception {
        Ending ending = run("echo $$; cut -d' ' -f5,6 /proc/$$/stat", LONG);

        String[] numbers = ending.stdout().excerpt(100).strip().split("\\s+");
        assertThat(numbers).hasSize(3).containsOnly(numbers[0]);
    }

    @Test
    void inheritsNothingOfOurEnvironment() throws Exception {
        Ending ending = run("env", LONG);

        assertThat(ending.stdout().excerpt(4_000).lines())
                .allMatch(line -> line.matches("(PATH|PWD|SHLVL|_|" + ProcessTree.MARK_VARIABLE + ")=.*"));
    }

    @Test
    void killsWhatIgnoresTheRequestToEnd() throws Exception {
        Ending ending = run("trap '' TERM; echo started; while :; do sleep 1; done", Duration.ofSeconds(3));

        assertThat(ending.exitCode()).isEmpty();
        assertThat(ending.stdout().excerpt(100)).isEqualTo("started\n");
    }

    @Test
    void killsDaemonsThatLeftTheirParent() throws Exception {
        Path pidFile = folder.resolve("pid");

        Ending ending = run(
                "setsid sh -c 'echo $$ > " + pidFile + "; exec sleep 1000' & while [ ! -s " + pidFile
                        + " ]; do sleep 0.01; done",
                LONG);

        long daemon = Long.parseLong(Files.readString(pidFile).strip());
        assertThat(ending.exitCode()).hasValue(0);
        assertThat(ending.strays()).isEqualTo(1);
        assertThat(ProcessHandle.of(daemon).filter(ProcessTree::isRunning)).isEmpty();
    }

    @Test
    void waitsForNoDeadProcess() throws Exception {
        Path gate = folder.resolve("gate");
        assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor())
                .isZero();
        // What the shell becomes never asks how its child has ended.
        Process parent = new ProcessBuilder("sh", "-c", "cat " + gate + " & echo $!; exec sleep 1000").start();
        try (BufferedReader out = parent.inputReader()) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            while (parent.info()
                    .command()
                    .filter(name -> name.endsWith("sleep"))
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            Files.writeString(gate, "");
            while (ProcessTree.isRunning(child)) {
                Thread.onSpinWait();
            }

            assertThat(child.isAlive()).isTrue();
            assertThat(ProcessTree.isRunning(parent.toHandle())).isTrue();
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }

    @Test
    void replacesBytesThatAreNoUtf8() throws Exception {
        Ending ending = run("printf 'a\\377b'", LONG);

        assertThat(ending.stdout().excerpt(100)).isEqualTo("a\uFFFDb");
    }

    @Test
    void cutsALongOutputInTheMiddle() throws Exception {
        Ending ending = run("echo first; seq 1 100000; echo last", LONG);

        String excerpt = ending.stdout().excerpt(1_000);
        assertThat(excerpt).startsWith("first\n1\n").endsWith("100000\nlast\n").contains("bytes left out");
        assertThat(excerpt.length()).isLessThan(1_100);
        assertThat(ending.stdout().isLongerThan(1_000)).isTrue();
        assertThat(ending.stdout().trouble()).isEmpty();
    }

    @Test
    void keepsABoundedLogOfAnEndlessOutput() throws Exception {
        Ending ending = run("head -c 300000000 /dev/zero", LONG);

        assertThat(Files.size(ending.stdout().file())).isEqualTo(ProcessLog.MOST_BYTES);
        assertThat(ending.stdout().trouble()).contains("286 MB").contains("first 256");
    }

    @Test
    void saysWhichProgramCannotBeStarted() {
        Order order = new Order(List.of("no-such-program-here"), folder, Map.of(), folder, LONG);

        assertThatThrownBy(() -> processes.run(order))
                .isInstanceOf(ProgramNotStarted.class)
                .hasMessageContaining("'no-such-program-here'")
                .hasMessageContaining("No such file");
    }

    @Test
    void interruptKillsTheProcess() throws Exception {
        Path pidFile = folder.resolve("pid");
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread runner = new Thread(() -> {
            try {
                run("echo $$ > " + pidFile + "; exec sleep 1000", LONG);
                end.complete(new AssertionError("not interrupted"));
            } catch (Exception e) {
                end.complete(e);
            }
        });
        runner.start();
        while (!Files.exists(pidFile) || Files.size(pidFile) == 0) {
            Thread.onSpinWait();
        }

        runner.interrupt();

        assertThat(end.join()).isInstanceOf(InterruptedException.class);
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        assertThat(ProcessHandle.of(pid).filter(ProcessTree::isRunning)).isEmpty();
    }

    private Ending run(String script, Duration limit) throws Exception {
        Order order =
                new Order(List.of("sh", "-c", script), folder, Map.of("PATH", System.getenv("PATH")), folder, limit);
        return processes.run(order);
    }
}
