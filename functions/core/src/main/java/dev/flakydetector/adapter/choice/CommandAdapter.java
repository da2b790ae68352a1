package dev.flakydetector.adapter.choice;

import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.LaunchSetting;
import dev.flakydetector.adapter.SetupSetting;
import dev.flakydetector.adapter.SetupStep;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Any command, judged by its exit code alone. Seeds reach it by the variables that every attempt gets. */
final class CommandAdapter implements FrameworkAdapter {

    @Override
    public Framework framework() {
        return Framework.COMMAND;
    }

    @Override
    public Optional<String> recognise(Path project) {
        return Optional.empty();
    }

    @Override
    public boolean isRunBy(TestCommand command) {
        return false;
    }

    @Override
    public TestCommand defaultCommand(Path project) {
        throw new IllegalArgumentException("A plain command has no default");
    }

    @Override
    public List<SetupStep> setup(SetupSetting setting) {
        return List.of();
    }

    @Override
    public Set<Variation> variations() {
        return EnumSet.of(Variation.HASH_ORDER, Variation.TIMEZONE, Variation.LOCALE);
    }

    @Override
    public Launch launch(LaunchSetting setting) {
        return new Launch(setting.toolchain().resolve(setting.command()).words(), Map.of(), List.of(), List.of());
    }

    @Override
    public Optional<String> buildFailure(int exitCode, String output) {
        return Optional.empty();
    }
}
