package dev.flakydetector.webhook;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that CI machines name in {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in capitals or not.
 * Java by itself reads system properties alone.
 */
public final class EnvironmentProxies extends ProxySelector {

    private static final int USUAL_PORT = 80;

    private final Map<String, String> environment;

    public EnvironmentProxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public List<Proxy> select(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        Optional<Proxy> proxy = isDirect(String.valueOf(uri.getHost()))
                ? Optional.empty()
                : variable(scheme + "_proxy").flatMap(EnvironmentProxies::proxy);
        return List.of(proxy.orElse(Proxy.NO_PROXY));
    }

    private boolean isDirect(String host) {
        return variable("no_proxy").stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> entry.startsWith("*.") ? entry.substring(1) : entry)
                .anyMatch(entry -> covers(entry, host.toLowerCase(Locale.ROOT)));
    }

    private static boolean covers(String entry, String host) {
        return entry.equals("*") || host.equals(entry) || host.endsWith(entry.startsWith(".") ? entry : "." + entry);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }

    private static Optional<Proxy> proxy(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text.strip() : "http://" + text.strip());
            return Optional.ofNullable(uri.getHost())
                    .map(host -> new Proxy(
                            Proxy.Type.HTTP,
                            InetSocketAddress.createUnresolved(host, uri.getPort() < 0 ? USUAL_PORT : uri.getPort())));
        } catch (IllegalArgumentException e) {
            // A proxy that is none: the request then goes out directly, and says whether that works.
            return Optional.empty();
        }
    }

    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
        // The request fails with the same exception, and is told there.
    }
}
