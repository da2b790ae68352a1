package dev.flakydetector.config;

import java.util.List;

/**
 * A configuration and what is wrong with its file.
 *
 * @param config the defaults stand for whatever was wrong
 * @param problems each with file and line; empty when all is well
 */
public record ConfigResult(ProjectConfig config, List<String> problems) {

    public ConfigResult {
        problems = List.copyOf(problems);
    }
}
