package dev.flakydetector.checkout;

import dev.flakydetector.checkout.CheckoutResult.Failed;
import dev.flakydetector.checkout.RepositoryLocation.Remote;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says in one sentence why a clone failed, from the chain of causes that JGit wraps. */
final class CloneTrouble {

    private static final Pattern CREDENTIALS = Pattern.compile("//[^/@\\s]*@");

    private CloneTrouble() {}

    static Failed explain(Remote remote, Exception failure) {
        String url = remote.url();
        String all = messages(failure);
        String lower = all.toLowerCase(Locale.ROOT);
        if (hasCause(failure, UnknownHostException.class)
                || lower.contains("unknown host")
                || lower.contains("unresolved")) {
            return new Failed(
                    false, "Cannot clone %s: there is no such host. Check the URL and the network.".formatted(url));
        }
        if (hasCause(failure, SocketTimeoutException.class)
                || lower.contains("timeout")
                || lower.contains("timed out")) {
            return new Failed(
                    false, "Cannot clone %s: the server did not answer in time. Try again later.".formatted(url));
        }
        if (hasCause(failure, ConnectException.class)) {
            return new Failed(false, "Cannot clone %s: the server refused the connection.".formatted(url));
        }
        if (lower.contains("host key") || lower.contains("server key")) {
            return new Failed(
                    false,
                    "Cannot clone %s: the server's ssh key is not known here. Compare it with what the host publishes, and add it to ~/.ssh/known_hosts (in the cloud, to known_hosts in the stack's secret of git tokens)."
                            .formatted(url));
        }
        if (lower.contains("not authorized")
                || lower.contains("auth fail")
                || lower.contains("authentication is required")
                || lower.contains("no more authentication methods")
                || lower.contains("not permitted")) {
            return new Failed(
                    false,
                    "Cannot clone %s: access was refused. Give a token (in the URL; in the cloud, in the stack's secret of git tokens), or an ssh key that the server knows."
                            .formatted(url));
        }
        if (lower.contains("not found")
                || lower.contains("does not appear to be a git repository")
                || lower.contains("repository not found")
                || lower.contains("no remote repository")) {
            return new Failed(
                    true,
                    "Cannot clone %s: there is no such repository, or it is private and needs a token.".formatted(url));
        }
        return new Failed(false, "Cannot clone %s: %s".formatted(url, withoutCredentials(all)));
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String messages(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(all.isEmpty() ? "" : ": ").append(cause.getMessage());
        }
        return all.toString();
    }

    static String withoutCredentials(String text) {
        return CREDENTIALS.matcher(text).replaceAll("//");
    }
}
