package dev.flakydetector.checkout;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/**
 * A connection to a server that the user's credentials are not for. JGit goes on sending what one server asked for to the
 * one that it is redirected to.
 */
final class TokenBoundConnection extends JDKHttpConnection {

    private static final String AUTHORIZATION = "Authorization";

    TokenBoundConnection(URL url) throws IOException {
        super(url);
    }

    TokenBoundConnection(URL url, Proxy proxy) throws IOException {
        super(url, proxy);
    }

    @Override
    public void setRequestProperty(String key, String value) {
        if (!AUTHORIZATION.equalsIgnoreCase(key)) {
            super.setRequestProperty(key, value);
        }
    }
}
