package dev.flakydetector.adapter;

import dev.flakydetector.domain.TestCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the programs of a machine. Programs behind the shims of pyenv, asdf, nvm and the like are resolved to the real
 * one, once; a shim costs about 100 ms a start.
 */
public interface Toolchain {

    /** The real executable of that name, or empty when the machine has none. */
    Optional<Path> find(String program);

    /** The command with its program resolved; a program given by a path, or unknown here, stays as it is. */
    default TestCommand resolve(TestCommand command) {
        if (command.program().contains("/")) {
            return command;
        }
        List<String> words = new ArrayList<>(command.words());
        find(command.program()).ifPresent(program -> words.set(0, program.toString()));
        return new TestCommand(command.environment(), words);
    }
}
