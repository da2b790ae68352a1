package dev.flakydetector.adapter;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the programs of a machine. Programs behind the shims of pyenv, asdf, nvm and the like are resolved to the real
 * one, once; a shim costs about 100 ms a start.
 */
public interface Toolchain {

    /** The real executable of that name, or empty when the machine has none. */
    Optional<Path> find(String program);
}
