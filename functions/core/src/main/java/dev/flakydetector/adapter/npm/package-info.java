/**
 * Jest, Vitest, Mocha and Node's own runner: how a command or a script of {@code package.json} starts them, and by npm, pnpm
 * or Yarn. Imports {@code adapter};. Start at
 * {@link dev.flakydetector.adapter.npm.JestAdapter} and follow a launch to
 * {@link dev.flakydetector.adapter.npm.NpmLaunch}.
 */
@NullMarked
package dev.flakydetector.adapter.npm;

import org.jspecify.annotations.NullMarked;
