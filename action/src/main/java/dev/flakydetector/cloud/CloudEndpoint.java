package dev.flakydetector.cloud;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the API is, and the region that its requests are signed for.
 *
 * @param base without a slash at its end
 */
public record CloudEndpoint(URI base, String region) {

    private static final Pattern API_GATEWAY =
            Pattern.compile("[^.]+\\.execute-api\\.([a-z0-9-]+)\\.amazonaws\\.com.*");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    /**
     * Reads an address as the user wrote it.
     *
     * @param region that the environment names, for an address that names none
     * @throws IllegalArgumentException when it is no address that a signed request may go to; the message says why
     */
    public static CloudEndpoint parse(String text, Optional<String> region) {
        URI uri = uri(text.strip().replaceFirst("/+$", ""));
        String host = Optional.ofNullable(uri.getHost())
                .orElseThrow(() -> new IllegalArgumentException("must be the address of the API, such as"
                        + " https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com,"
                        + " found '%s'".formatted(text)));
        boolean isSafe =
                "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && THIS_MACHINE.contains(host));
        if (!isSafe) {
            throw new IllegalArgumentException("must begin with https://, found '%s'".formatted(text));
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("must have neither user, query nor fragment");
        }
        return new CloudEndpoint(uri, region(host, region));
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no address: " + e.getMessage(), e);
        }
    }

    private static String region(String host, Optional<String> fromEnvironment) {
        Matcher ofApiGateway = API_GATEWAY.matcher(host);
        Optional<String> region = ofApiGateway.matches() ? Optional.of(ofApiGateway.group(1)) : fromEnvironment;
        return region.filter(name -> REGION.matcher(name).matches())
                .orElseThrow(
                        () -> new IllegalArgumentException("does not tell the region and neither does AWS_REGION: give"
                                + " aws-actions/configure-aws-credentials its aws-region"));
    }

    /** An address below this one, from a path that the API itself gave; anything that leads elsewhere is refused. */
    URI at(String path) {
        if (!isPath(path)) {
            throw new IllegalArgumentException("'%s' is no path of the API".formatted(path));
        }
        return URI.create(base + path);
    }

    /** An address below this one with parameters, which may hold anything. */
    URI at(String path, Map<String, String> parameters, int limit) {
        StringBuilder query = new StringBuilder("?limit=").append(limit);
        new TreeMap<>(parameters)
                .forEach((name, value) -> query.append('&')
                        .append(name)
                        .append('=')
                        // What a form writes as a plus is signed as a blank by some and as a plus by others.
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8)
                                .replace("+", "%20")
                                .replace("*", "%2A")
                                .replace("%7E", "~")));
        return URI.create(at(path) + query.toString());
    }

    static boolean isPath(String text) {
        return PATH.matcher(text).matches() && !text.contains("/.");
    }
}
