package dev.flakydetector.domain;

/**
 * What a child process printed, cut to a bound; the whole of it is in the log files beside the store.
 *
 * @param stdout untrusted text, invalid bytes replaced
 * @param stderr likewise
 * @param truncated whether either was cut
 */
public record CapturedOutput(String stdout, String stderr, boolean truncated) {

    public static final CapturedOutput NONE = new CapturedOutput("", "", false);
}
