package dev.flakydetector.adapter;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.TestCommand;
import java.nio.file.Path;

/**
 * Where and what one attempt runs.
 *
 * @param workspace the attempt's own copy of the prepared workspace
 * @param scratch the attempt's own empty folder outside the workspace, for reports
 * @param tools as in {@link SetupSetting}; read-only by now
 * @param command the user's, or the adapter's own default
 * @param userHome where the user's own tool caches are; an attempt's HOME is another
 */
public record LaunchSetting(
        Path workspace,
        Path scratch,
        Path tools,
        TestCommand command,
        Attempt attempt,
        Toolchain toolchain,
        SupportFiles support,
        Path userHome) {}
