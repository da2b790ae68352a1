package dev.flakydetector.cli;

import dev.flakydetector.machine.Machine;
import java.lang.reflect.Constructor;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * The commands by their names. To read one from its annotations takes time, so only the one that is called is read, and all
 * of them where none is. Hands the machine to those that ask for one in their constructor.
 */
final class Commands implements IFactory {

    private record Entry(String name, Class<?> type) {}

    private static final List<Entry> ALL = List.of(
            new Entry("detect", DetectCommand.class),
            new Entry("replay", ReplayCommand.class),
            new Entry("show", ShowCommand.class),
            new Entry("history", HistoryCommand.class),
            new Entry("github-action", GithubActionCommand.class),
            new Entry("gitlab-note", GitlabNoteCommand.class),
            new Entry("serve", ServeCommand.class),
            new Entry("triage", TriageCommand.class),
            new Entry("data", DataCommand.class),
            new Entry("explore", ExploreCommand.class),
            new Entry("train", TrainCommand.class),
            new Entry("predict", PredictCommand.class),
            new Entry("explain", ExplainCommand.class),
            new Entry("models", ModelsCommand.class));

    private final Machine machine;

    Commands(Machine machine) {
        this.machine = machine;
    }

    static CommandLine of(Machine machine, Flaky flaky, String... arguments) {
        Commands commands = new Commands(machine);
        CommandLine line = new CommandLine(flaky, commands);
        List<Entry> called = ALL.stream()
                .filter(entry -> arguments.length > 0 && entry.name().equals(arguments[0]))
                .toList();
        if (!called.isEmpty()) {
            return commands.add(called, line);
        }
        return commands.add(ALL, line).addSubcommand(new CommandLine(AutoComplete.GenerateCompletion.class, commands));
    }

    private CommandLine add(List<Entry> entries, CommandLine line) {
        entries.forEach(entry -> line.addSubcommand(new CommandLine(entry.type(), this)));
        return line;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Machine.class) {
                return type.cast(constructor.newInstance(machine));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
