package dev.flakydetector.adapter;

import dev.flakydetector.domain.TestCommand;
import java.nio.file.Path;

/**
 * Where the workspace is made ready.
 *
 * @param workspace the prepared workspace, which is copied for every attempt
 * @param tools a folder beside it, for what is shared by all attempts and not copied, such as a virtual environment
 * @param installDependencies whether packages may be installed; building is allowed either way
 * @param userHome where the user's own tool caches are; an attempt's HOME is another
 */
public record SetupSetting(
        Path workspace,
        Path tools,
        TestCommand command,
        Toolchain toolchain,
        boolean installDependencies,
        Path userHome) {}
