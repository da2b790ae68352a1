package dev.flakydetector.checkout;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Allows https and ssh, also in git's short form, to listed hosts whose addresses are all public. */
public final class AllowedHosts implements CloneGuard {

    private static final Pattern SHORT_SSH = Pattern.compile("git@([A-Za-z0-9.-]+):(?!//).+");

    private final Set<String> hosts;
    private final AddressBook addresses;

    /**
     * @param hosts their full names
     * @param addresses asked again for every connection, so it should remember what it said
     */
    public AllowedHosts(Set<String> hosts, AddressBook addresses) {
        this.hosts = hosts.stream().map(AllowedHosts::lower).collect(Collectors.toUnmodifiableSet());
        this.addresses = addresses;
    }

    /** Finds the addresses of a host. */
    @FunctionalInterface
    public interface AddressBook {
        List<InetAddress> of(String host) throws UnknownHostException;
    }

    @Override
    public Optional<String> objection(String url) {
        Optional<String> host = hostOf(url);
        if (host.isEmpty()) {
            return Optional.of("only https://, ssh:// and git@host:path can be cloned here");
        }
        String name = lower(host.get());
        if (!hosts.contains(name)) {
            return Optional.of("the host '%s' is not among those allowed (%s)"
                    .formatted(name, hosts.stream().sorted().collect(Collectors.joining(", "))));
        }
        try {
            boolean isPublic = addresses.of(name).stream().allMatch(PublicAddress::is);
            return isPublic
                    ? Optional.empty()
                    : Optional.of("the host '%s' has an address that is not public".formatted(name));
        } catch (UnknownHostException e) {
            return Optional.of("there is no host '%s'".formatted(name));
        }
    }

    private static Optional<String> hostOf(String url) {
        Matcher ssh = SHORT_SSH.matcher(url);
        if (ssh.matches()) {
            return Optional.of(ssh.group(1));
        }
        try {
            URI uri = new URI(url);
            boolean isFetched = "https".equals(uri.getScheme()) || "ssh".equals(uri.getScheme());
            return isFetched ? Optional.ofNullable(uri.getHost()) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String lower(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
