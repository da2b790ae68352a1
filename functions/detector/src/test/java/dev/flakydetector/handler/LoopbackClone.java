package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.flakydetector.checkout.AllowedHosts;
import dev.flakydetector.telemetry.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * The function that clones with every rule of its own but one: the host of the tests counts as having a public address,
 * though it is on this machine. The deployed jar has no way to say so.
 */
public final class LoopbackClone implements RequestStreamHandler {

    private static final byte[] PUBLIC = {1, 1, 1, 1};

    private final CloneHandler handler;

    /** For the runtime interface client. */
    public LoopbackClone() {
        CloudWiring wiring = CloudWiring.ofThisProcess();
        handler = new CloneHandler(
                wiring.store(),
                wiring.executions(),
                new AllowedHosts(
                        Set.of(System.getenv("ALLOWED_HOSTS")),
                        host -> List.of(InetAddress.getByAddress(host, PUBLIC))),
                wiring.tokens(),
                Set.of("https", "ssh"),
                wiring.temporary(),
                wiring.clock(),
                wiring.telemetry(Step.CLONE));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        handler.handleRequest(input, output, context);
    }
}
