package dev.flakydetector.action;

import dev.flakydetector.cloud.CloudEndpoint;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.machine.OptionReader;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The inputs of action.yml that mode lambda alone reads.
 *
 * @param repository to clone instead of the one that the event names
 * @param within how long to wait for the result
 */
record CloudInputs(CloudEndpoint endpoint, Optional<String> repository, Duration within) {

    private static final Duration USUAL = Duration.ofMinutes(30);
    private static final Duration MOST = Duration.ofHours(6);

    /** Empty when there is a problem, which the reader then has. */
    static Optional<CloudInputs> read(Function<String, Optional<String>> input, Machine machine, OptionReader reader) {
        if (input.apply("path").filter(path -> !path.equals(".")).isPresent()) {
            reader.problem(
                    "input 'path': with mode 'lambda' a repository is looked at as a whole; name the folder in the"
                            + " test command instead");
        }
        Duration within = reader.duration("input 'wait'", input.apply("wait").orElse(null), MOST)
                .orElse(USUAL);
        return endpoint(input, machine, reader)
                .map(endpoint -> new CloudInputs(endpoint, input.apply("repository"), within));
    }

    private static Optional<CloudEndpoint> endpoint(
            Function<String, Optional<String>> input, Machine machine, OptionReader reader) {
        Optional<String> text = input.apply("endpoint");
        if (text.isEmpty()) {
            reader.problem(
                    "input 'endpoint' is needed with mode 'lambda': the output ApiUrl of your stack of template.yaml");
            return Optional.empty();
        }
        try {
            return Optional.of(CloudEndpoint.parse(
                    text.get(), machine.variable("AWS_REGION").or(() -> machine.variable("AWS_DEFAULT_REGION"))));
        } catch (IllegalArgumentException e) {
            reader.problem("input 'endpoint' " + e.getMessage());
            return Optional.empty();
        }
    }
}
