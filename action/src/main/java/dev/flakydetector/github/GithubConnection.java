package dev.flakydetector.github;

import dev.flakydetector.webhook.EnvironmentProxies;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.HttpException;

/** GitHub as this workflow's token may use it. */
final class GithubConnection {

    private static final String APP = "[bot]";
    /** Tokens of Apps, the workflow's own among them, begin like this and may not ask who they are. */
    private static final String INSTALLATION = "ghs_";

    private final GitHub github;
    private final String repository;
    private final String token;

    private GithubConnection(GitHub github, String repository, String token) {
        this.github = github;
        this.repository = repository;
        this.token = token;
    }

    /** Opens it for the repository that the runner works for. */
    static GithubConnection open(RunnerEnvironment runner, String repository, String token, Pause pause, Clock clock)
            throws IOException {
        String apiUrl = runner.apiUrl();
        GitHubBuilder builder = new GitHubBuilder()
                .withEndpoint(apiUrl.endsWith("/") ? apiUrl.substring(0, apiUrl.length() - 1) : apiUrl)
                .withConnector(new PatientConnector(new EnvironmentProxies(runner.variables()), pause, clock))
                .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL);
        GitHub github = token.startsWith(INSTALLATION)
                ? builder.withAppInstallationToken(token).build()
                : builder.withOAuthToken(token).build();
        return new GithubConnection(github, repository, token);
    }

    GHRepository repository() throws IOException {
        return github.getRepository(repository);
    }

    /**
     * Whether comments by this login are ours. An App may not ask for its own name, so any App's comment will do that
     * begins with our marker; nobody but an App has a login that ends like that.
     */
    Predicate<String> isUs() {
        if (token.startsWith(INSTALLATION)) {
            return login -> login.endsWith(APP);
        }
        try {
            String us = github.getMyself().getLogin();
            return us::equals;
        } catch (IOException e) {
            return login -> login.endsWith(APP);
        }
    }

    /** What to do about a failed request, in a sentence. */
    static String advice(String tried, String permission, IOException failure) {
        if (failure instanceof HttpException http) {
            return "%s: GitHub answered %d (%s). %s"
                    .formatted(
                            tried,
                            http.getResponseCode(),
                            shortened(String.valueOf(http.getMessage())),
                            advice(http, permission));
        }
        if (failure instanceof GHFileNotFoundException || failure instanceof FileNotFoundException) {
            return "%s: GitHub answered 404, which it also does where a token has no rights. Give the job 'permissions: %s'."
                    .formatted(tried, permission);
        }
        return "%s: %s".formatted(tried, failure.getMessage());
    }

    private static String advice(HttpException http, String permission) {
        return switch (http.getResponseCode()) {
            case 401 -> "The token is wrong or has expired; see the input 'github-token'.";
            case 403 ->
                limit(http)
                        .orElse(
                                "The token lacks a right: give the job 'permissions: %s'; for a pull request from a fork use"
                                                .formatted(permission)
                                        + " the two workflows in docs/security.md.");
            case 404 ->
                "It is not there, or the token lacks a right: give the job 'permissions: %s'.".formatted(permission);
            case 422 -> "It would not take what we sent; please report this.";
            case 429 -> "Its rate limit is used up for longer than we wait.";
            default -> "The fault is on GitHub's side; run the job again later.";
        };
    }

    private static Optional<String> limit(HttpException http) {
        Map<String, List<String>> headers =
                Optional.ofNullable(http.getResponseHeaderFields()).orElse(Map.of());
        boolean limited = headers.entrySet().stream()
                .anyMatch(header -> "Retry-After".equalsIgnoreCase(header.getKey())
                        || ("X-RateLimit-Remaining".equalsIgnoreCase(header.getKey())
                                && header.getValue().contains("0")));
        return limited ? Optional.of("Its rate limit is used up for longer than we wait.") : Optional.empty();
    }

    private static String shortened(String message) {
        String line = message.replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
