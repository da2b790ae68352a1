package dev.flakydetector.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** What describes the API and shows what it knows: health, the OpenAPI document, its page, the dashboard. */
final class PageRoutes {

    private static final String OWN_FILES_ONLY =
            "default-src 'none'; connect-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/";
    private static final String SWAGGER_ABOUT = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private final ApiParts parts;

    PageRoutes(ApiParts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/health", (request, none) -> health()),
                new Route("GET", "/openapi.json", (request, none) -> file("openapi.json", "application/json")),
                new Route("GET", "/", (request, none) -> page("dashboard.html")),
                new Route("GET", "/test", (request, none) -> page("test.html")),
                new Route("GET", "/shared.js", (request, none) -> file("shared.js", "text/javascript")),
                new Route("GET", "/test.js", (request, none) -> file("test.js", "text/javascript")),
                new Route("GET", "/dashboard.js", (request, none) -> file("dashboard.js", "text/javascript")),
                new Route("GET", "/dashboard.css", (request, none) -> file("dashboard.css", "text/css")),
                new Route("GET", "/docs", (request, none) -> page("docs.html")),
                new Route("GET", "/docs.js", (request, none) -> file("docs.js", "text/javascript")),
                new Route("GET", "/swagger-ui.css", (request, none) -> swagger("swagger-ui.css", "text/css")),
                new Route(
                        "GET",
                        "/swagger-ui-bundle.js",
                        (request, none) -> swagger("swagger-ui-bundle.js", "text/javascript")));
    }

    private ApiAnswer health() {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("status", "ok")
                .put("version", parts.version())
                .put("model", parts.scoring().model().orElse(null));
        return ApiAnswer.json(200, answer);
    }

    private static ApiAnswer page(String name) {
        return ApiAnswer.html(resource(name)).with("Content-Security-Policy", OWN_FILES_ONLY);
    }

    private static ApiAnswer file(String name, String type) {
        return ApiAnswer.of(200, type, resource(name));
    }

    private static ApiAnswer swagger(String name, String type) {
        return file(SWAGGER_UI + swaggerVersion() + "/" + name, type).with("Cache-Control", "max-age=86400");
    }

    private static String swaggerVersion() {
        Properties about = new Properties();
        try (InputStream in = PageRoutes.class.getResourceAsStream(SWAGGER_ABOUT)) {
            if (in != null) {
                about.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + SWAGGER_ABOUT, e);
        }
        return about.getProperty("version", "");
    }

    private static String resource(String name) {
        try (InputStream in = PageRoutes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("Our own file %s is missing".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read our own file " + name, e);
        }
    }
}
