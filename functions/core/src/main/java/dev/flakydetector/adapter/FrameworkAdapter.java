package dev.flakydetector.adapter;

import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What we know of one test framework. Stateless: everything it needs comes as an argument. */
public interface FrameworkAdapter {

    Framework framework();

    /** What in the project's files shows that it uses this framework, such as {@code pytest.ini}; empty if nothing does. */
    Optional<String> recognise(Path project);

    /** Whether this command starts this framework's runner, directly or through a script that passes arguments on. */
    boolean isRunBy(TestCommand command);

    /** The command to run where the user gave none. */
    TestCommand defaultCommand(Path project);

    /** What to do once in the prepared workspace, before the first attempt: install, download, build. */
    List<SetupStep> setup(SetupSetting setting);

    /** What to do once where these things will be varied, beginning with {@link #setup(SetupSetting)}. */
    default List<SetupStep> setup(SetupSetting setting, Set<Variation> vary) {
        return setup(setting);
    }

    /** Sentences on what the project needs and {@link #setup(SetupSetting)} cannot bring. */
    default List<String> setupShortfalls(SetupSetting setting) {
        return List.of();
    }

    /** What an attempt can vary here. The environment can always be varied; the order only where the tool is known. */
    default Set<Variation> variations() {
        return EnumSet.allOf(Variation.class);
    }

    /** What of that is varied only where the user names it, never by default. */
    default Set<Variation> onlyWhenAsked() {
        return EnumSet.noneOf(Variation.class);
    }

    /** How to run one attempt. */
    Launch launch(LaunchSetting setting);

    /**
     * Whether the code did not build, judged by what a finished command printed; asked only when no test ran.
     *
     * @return the lines that say why, or empty when the build was not the trouble
     */
    Optional<String> buildFailure(int exitCode, String output);
}
