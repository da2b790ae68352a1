package dev.flakydetector.adapter;

import java.util.List;
import java.util.Map;

/**
 * One attempt, ready to start in the root of its workspace.
 *
 * @param command program and arguments
 * @param environment variables on top of those that every attempt gets
 * @param reports where outcomes will be; empty when the command is judged by its exit code alone
 * @param shortfalls sentences on what was asked for and cannot be done here, such as shuffling behind a script
 */
public record Launch(
        List<String> command, Map<String, String> environment, List<ReportLocation> reports, List<String> shortfalls) {

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        reports = List.copyOf(reports);
        shortfalls = List.copyOf(shortfalls);
    }
}
