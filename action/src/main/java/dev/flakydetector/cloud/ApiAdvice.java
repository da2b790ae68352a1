package dev.flakydetector.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what an answer that is no report means, and what to do about it. */
final class ApiAdvice {

    private static final int REDIRECT = 300;
    private static final int CLIENT_FAULT = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_FAULT = 500;

    private final CloudEndpoint endpoint;

    ApiAdvice(CloudEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Why no detection was begun. */
    CloudOutcome refusal(ApiAnswer answer) {
        List<String> problems = new ArrayList<>();
        answer.problems()
                .forEach(problem -> problems.add("The API answered %d: %s".formatted(answer.status(), problem)));
        if (problems.isEmpty()) {
            problems.add("The API answered %d without saying why".formatted(answer.status()));
        }
        whatToDo(answer.status()).ifPresent(problems::add);
        boolean isAboutTheQuestion = answer.status() >= CLIENT_FAULT
                && answer.status() < SERVER_FAULT
                && answer.status() != TOO_MANY_REQUESTS;
        return new CloudOutcome.Refused(problems, isAboutTheQuestion);
    }

    private Optional<String> whatToDo(int status) {
        if (status < REDIRECT) {
            return Optional.of(
                    "%s is not the API of flaky-detector; see the input 'endpoint'".formatted(endpoint.base()));
        }
        return switch (status) {
            case FORBIDDEN ->
                Optional.of(
                        "The credentials may not call this API, or are those of another account or region (%s): they need execute-api:Invoke, as the role of infra/github-oidc.yaml has it"
                                .formatted(endpoint.region()));
            case NOT_FOUND ->
                Optional.of("There is no API at %s; see the input 'endpoint' and the output ApiUrl of the stack"
                        .formatted(endpoint.base()));
            case TOO_MANY_REQUESTS -> Optional.of("The API is busy; see the parameter RequestsPerSecond of the stack");
            default -> Optional.empty();
        };
    }

    /** A detection was begun, and now its state cannot be read. */
    CloudOutcome lost(ApiAnswer answer, String url) {
        List<String> messages = new ArrayList<>();
        messages.add("The detection %s goes on, but its state cannot be read: the API answered %d%s"
                .formatted(
                        url,
                        answer.status(),
                        answer.problems().stream().findFirst().map(": "::concat).orElse("")));
        if (answer.status() == FORBIDDEN) {
            messages.add("The credentials have ended, perhaps: they must live as long as the input 'wait';"
                    + " see role-duration-seconds of aws-actions/configure-aws-credentials");
        }
        return new CloudOutcome.Refused(messages, false);
    }

    /** No answer came, or there was nobody to sign for. */
    CloudOutcome unreachable(Exception failure, Optional<String> url) {
        String what = url.map("The state of %s cannot be read"::formatted).orElse("The API was not asked");
        return new CloudOutcome.Refused(
                List.of("%s at %s: %s".formatted(what, endpoint.base(), reason(failure))), false);
    }

    private static String reason(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return message.equals("null") ? failure.getClass().getSimpleName() : message;
    }
}
