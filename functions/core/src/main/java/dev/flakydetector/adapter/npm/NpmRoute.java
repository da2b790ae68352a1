package dev.flakydetector.adapter.npm;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a command comes to a test runner. */
sealed interface NpmRoute {

    /**
     * It does nothing but start the runner, so that the runner can be started without npm.
     *
     * @param environment variables that stand before it, or that npm would set
     * @param program the words up to the runner's own arguments
     */
    record Direct(Map<String, String> environment, List<String> program, List<String> arguments) implements NpmRoute {
        public Direct {
            environment = Map.copyOf(environment);
            program = List.copyOf(program);
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * It runs a script that does more, and what stands at its end reaches the runner.
     *
     * @param instead what to run in a shell in place of the script, where that goes on after the runner
     * @param environment variables that npm would set, where it is not npm that runs it
     */
    record Behind(NpmCommand.RunScript script, Optional<String> instead, Map<String, String> environment)
            implements NpmRoute {
        public Behind {
            environment = Map.copyOf(environment);
        }

        Behind(NpmCommand.RunScript script) {
            this(script, Optional.empty(), Map.of());
        }
    }

    /**
     * Nothing that we could add reaches the runner.
     *
     * @param why a sentence for the report
     */
    record OutOfReach(String why) implements NpmRoute {}
}
