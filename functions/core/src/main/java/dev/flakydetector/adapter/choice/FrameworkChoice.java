package dev.flakydetector.adapter.choice;

import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.TestCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides which adapter runs a project's tests: as told, else by the command, else by the project's files. */
public final class FrameworkChoice {

    private final List<FrameworkAdapter> adapters;

    /** @param adapters one for each framework, {@link Framework#COMMAND} included */
    public FrameworkChoice(List<FrameworkAdapter> adapters) {
        this.adapters = List.copyOf(adapters);
    }

    /** What came of choosing. */
    public sealed interface Choice {}

    /**
     * An adapter and the command it will run.
     *
     * @param remarks sentences on what the user should know about the choice
     */
    public record Chosen(FrameworkAdapter adapter, TestCommand command, List<String> remarks) implements Choice {}

    /** The user has to say more; the message says what. */
    public record Undecided(String message) implements Choice {}

    public Choice choose(Path project, Optional<Framework> wanted, Optional<TestCommand> command) {
        if (wanted.isPresent()) {
            return asTold(project, wanted.get(), command);
        }
        return command.map(c -> byCommand(project, c)).orElseGet(() -> byFiles(project));
    }

    private Choice asTold(Path project, Framework wanted, Optional<TestCommand> command) {
        if (wanted == Framework.COMMAND && command.isEmpty()) {
            return new Undecided(
                    "The framework 'command' needs a test command: give --test-command or set test_command");
        }
        FrameworkAdapter adapter = adapterFor(wanted);
        return new Chosen(adapter, command.orElseGet(() -> adapter.defaultCommand(project)), List.of());
    }

    private FrameworkAdapter adapterFor(Framework framework) {
        return adapters.stream()
                .filter(adapter -> adapter.framework() == framework)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No adapter for " + framework));
    }

    private Choice byCommand(Path project, TestCommand command) {
        List<FrameworkAdapter> running =
                adapters.stream().filter(adapter -> adapter.isRunBy(command)).toList();
        if (running.size() > 1) {
            List<FrameworkAdapter> alsoRecognised = running.stream()
                    .filter(adapter -> adapter.recognise(project).isPresent())
                    .toList();
            running = alsoRecognised.isEmpty() ? running : alsoRecognised;
        }
        if (!running.isEmpty()) {
            return new Chosen(running.get(0), command, List.of());
        }
        String remark =
                "The command '%s' starts no test tool that is known, so it is judged by its exit code alone; name the tool with --framework if it passes arguments on"
                        .formatted(command);
        return new Chosen(adapterFor(Framework.COMMAND), command, List.of(remark));
    }

    private Choice byFiles(Path project) {
        List<Sign> signs = new ArrayList<>();
        for (FrameworkAdapter adapter : adapters) {
            adapter.recognise(project).ifPresent(evidence -> signs.add(new Sign(adapter, evidence)));
        }
        if (signs.isEmpty()) {
            return new Undecided(
                    "No test command was given and no test framework was recognised: give --test-command, or test_command in .flaky-detector.yml");
        }
        if (signs.size() > 1) {
            return new Undecided(
                    "Several test frameworks were recognised (%s): choose one with --framework, or give --test-command"
                            .formatted(signs.stream().map(Sign::toString).collect(Collectors.joining(", "))));
        }
        FrameworkAdapter adapter = signs.get(0).adapter();
        return new Chosen(adapter, adapter.defaultCommand(project), List.of());
    }

    private record Sign(FrameworkAdapter adapter, String evidence) {
        @Override
        public String toString() {
            return adapter.framework().token() + " by " + evidence;
        }
    }
}
