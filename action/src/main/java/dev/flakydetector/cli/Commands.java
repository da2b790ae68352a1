package dev.flakydetector.cli;

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

    private static final List<String> NAMES = List.of(
            "detect",
            "replay",
            "show",
            "history",
            "github-action",
            "gitlab-note",
            "serve",
            "triage",
            "data",
            "explore",
            "train",
            "predict",
            "explain",
            "models");

    private final Machine machine;

    Commands(Machine machine) {
        this.machine = machine;
    }

    static CommandLine of(Machine machine, Flaky flaky, String... arguments) {
        Commands commands = new Commands(machine);
        CommandLine line = new CommandLine(flaky, commands);
        if (arguments.length > 0 && NAMES.contains(arguments[0])) {
            return line.addSubcommand(new CommandLine(type(arguments[0]), commands));
        }
        NAMES.forEach(name -> line.addSubcommand(new CommandLine(type(name), commands)));
        return line.addSubcommand(new CommandLine(AutoComplete.GenerateCompletion.class, commands));
    }

    private static Class<?> type(String name) {
        return switch (name) {
            case "detect" -> DetectCommand.class;
            case "replay" -> ReplayCommand.class;
            case "show" -> ShowCommand.class;
            case "history" -> HistoryCommand.class;
            case "github-action" -> GithubActionCommand.class;
            case "gitlab-note" -> GitlabNoteCommand.class;
            case "serve" -> ServeCommand.class;
            case "triage" -> TriageCommand.class;
            case "data" -> DataCommand.class;
            case "explore" -> ExploreCommand.class;
            case "train" -> TrainCommand.class;
            case "predict" -> PredictCommand.class;
            case "explain" -> ExplainCommand.class;
            case "models" -> ModelsCommand.class;
            default -> throw new IllegalArgumentException("There is no command " + name);
        };
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
