/**
 * pytest and unittest, and the packages that a Python project declares. Imports {@code adapter}; the only user of the TOML
 * reader. Start at {@link dev.flakydetector.adapter.python.PytestAdapter}; what is installed is decided in
 * {@link dev.flakydetector.adapter.python.PythonPackages}.
 */
@NullMarked
package dev.flakydetector.adapter.python;

import org.jspecify.annotations.NullMarked;
