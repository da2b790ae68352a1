package dev.flakydetector.rerun;

import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.adapter.SupportFiles;
import dev.flakydetector.adapter.Toolchain;
import dev.flakydetector.domain.TestCommand;
import java.nio.file.Path;

/**
 * A checked-out project with its dependencies in place, from which every attempt starts.
 *
 * @param workspace never run in itself; copied for each attempt
 * @param tools beside it, shared by all attempts and not copied
 */
public record PreparedProject(
        Path workspace,
        Path tools,
        FrameworkAdapter adapter,
        TestCommand command,
        Toolchain toolchain,
        SupportFiles support) {}
