package dev.flakydetector.adapter;

import java.util.List;
import java.util.Map;

/**
 * A command that makes the workspace ready. When it fails, the detection goes on and its report says so.
 *
 * @param description in the infinitive, such as "install the packages of requirements.txt"
 * @param advice what the user can do when it fails
 * @param check a command that ends with 0 where there is nothing to do; empty where nobody can know
 */
public record SetupStep(
        String description, List<String> command, Map<String, String> environment, String advice, List<String> check) {

    public SetupStep {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        check = List.copyOf(check);
    }

    /** A step that is always taken. */
    public SetupStep(String description, List<String> command, Map<String, String> environment, String advice) {
        this(description, command, environment, advice, List.of());
    }
}
