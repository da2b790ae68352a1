package dev.flakydetector.checkout;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/** Where a repository is. */
public sealed interface RepositoryLocation {

    /** How it is named in every output and in the store: without credentials. */
    String name();

    /** A folder on this machine, taken as it stands unless a ref is asked for. */
    record Folder(Path path) implements RepositoryLocation {
        @Override
        public String name() {
            return path.toString();
        }
    }

    /**
     * A repository to clone.
     *
     * @param url without credentials
     * @param credentials that stood in the URL; they go to the server and nowhere else
     */
    record Remote(String url, Optional<Credentials> credentials) implements RepositoryLocation {
        @Override
        public String name() {
            return url;
        }

        /** The server that it is reached at by ssh; empty where it is reached otherwise. */
        public Optional<String> sshHost() {
            if (!SCP_LIKE.matcher(url).matches() && !url.startsWith("ssh://")) {
                return Optional.empty();
            }
            try {
                return Optional.ofNullable(new URIish(url).getHost());
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
        }

        /** With credentials for its host, where its URL had none and is one of https. */
        Remote knownTo(GitTokens tokens) {
            if (credentials.isPresent() || !url.startsWith("https://")) {
                return this;
            }
            return new Remote(
                    url, Optional.ofNullable(URI.create(url).getHost()).flatMap(tokens::of));
        }
    }

    /** A user name and a password or token; never printed. */
    record Credentials(String user, String secret) {
        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    /** What cannot be read as a location. */
    final class UnknownLocation extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownLocation(String message) {
            super(message);
        }
    }

    /** git's short form of an ssh URL, {@code user@host:path}. */
    Pattern SCP_LIKE = Pattern.compile("[A-Za-z0-9_.-]+@[A-Za-z0-9.-]+:(?!//).+");

    /**
     * Reads what a user wrote.
     *
     * @param workingFolder what a relative folder is relative to
     * @throws UnknownLocation with a message for the user, free of credentials
     */
    static RepositoryLocation parse(String text, Path workingFolder) throws UnknownLocation {
        if (SCP_LIKE.matcher(text).matches()) {
            return new Remote(text, Optional.empty());
        }
        int scheme = text.indexOf("://");
        if (scheme < 0) {
            return folder(text, workingFolder);
        }
        return switch (text.substring(0, scheme)) {
            case "https", "ssh", "file" -> remote(text);
            default ->
                throw new UnknownLocation(
                        "Cannot clone from '%s': the scheme '%s' is not supported; use https://, ssh://, git@host:path, file:// or a local folder"
                                .formatted(text.replaceAll("//[^/@]*@", "//"), text.substring(0, scheme)));
        };
    }

    private static RepositoryLocation folder(String text, Path workingFolder) throws UnknownLocation {
        Path folder = workingFolder.resolve(text).normalize();
        if (!Files.isDirectory(folder)) {
            throw new UnknownLocation(
                    "'%s' is neither a folder nor a URL: there is no folder %s".formatted(text, folder));
        }
        return new Folder(folder);
    }

    private static RepositoryLocation remote(String text) throws UnknownLocation {
        try {
            URI uri = new URI(text);
            String user = uri.getUserInfo();
            if (user != null && user.contains(":") && uri.getScheme().equals("ssh")) {
                throw new UnknownLocation("The URL carries a password for ssh: give a key instead, and the user alone");
            }
            if (user == null || !uri.getScheme().equals("https")) {
                return new Remote(text, Optional.empty());
            }
            String[] parts = user.split(":", 2);
            String bare =
                    new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null).toString();
            return new Remote(bare, Optional.of(new Credentials(parts[0], parts.length > 1 ? parts[1] : "")));
        } catch (URISyntaxException e) {
            throw new UnknownLocation(
                    "The URL cannot be read at character %d: %s".formatted(e.getIndex(), e.getReason()));
        }
    }
}
