package dev.flakydetector.api;

import dev.flakydetector.history.UnreadableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every request, also those that nothing here was made for. Threads may share one. */
public final class Api {

    /** API Gateway takes 10 MB, a Lambda 6 MB. */
    static final int LONGEST_BODY = 5 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final List<Route> routes;

    Api(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** Everything that is offered, over these parts. */
    public static Api over(ApiParts parts) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new DetectionRoutes(parts).routes());
        routes.addAll(new TestRoutes(parts).routes());
        routes.addAll(new ScoringRoutes(parts.scoring()).routes());
        routes.addAll(new TriageRoutes(parts.triage()).routes());
        routes.addAll(new PageRoutes(parts).routes());
        return new Api(routes);
    }

    List<Route> routes() {
        return routes;
    }

    public ApiAnswer answer(ApiRequest request) {
        return guarded(request).with("X-Content-Type-Options", "nosniff").with("Referrer-Policy", "no-referrer");
    }

    /** The answer to what is no request at all. */
    public ApiAnswer refusal(String why) {
        return Problems.of(400, why);
    }

    private ApiAnswer guarded(ApiRequest request) {
        if (request.body().isLongerThan(LONGEST_BODY)) {
            return Problems.of(
                    413,
                    "the body may have %d characters, found %d"
                            .formatted(LONGEST_BODY, request.body().text().length()));
        }
        try {
            return route(request);
        } catch (UnreadableRecord e) {
            LOG.error("{} {} failed", request.method(), request.path(), e);
            return Problems.of(500, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // What broke is for the log: an answer must not tell strangers how we are made.
            LOG.error("{} {} failed", request.method(), request.path(), e);
            return Problems.of(500, "something broke here; the log of this function says what");
        }
    }

    private ApiAnswer route(ApiRequest request) {
        TreeSet<String> otherMethods = new TreeSet<>();
        for (Route route : routes) {
            var arguments = route.match(request.path());
            if (arguments.isEmpty()) {
                continue;
            }
            if (route.method().equals(request.method())) {
                return route.action().answer(request, arguments.get());
            }
            otherMethods.add(route.method());
        }
        if (otherMethods.isEmpty()) {
            return Problems.of(404, "there is nothing here; GET /openapi.json lists what there is");
        }
        String allowed = String.join(", ", otherMethods);
        return Problems.of(405, "this takes %s alone".formatted(allowed)).with("Allow", allowed);
    }
}
