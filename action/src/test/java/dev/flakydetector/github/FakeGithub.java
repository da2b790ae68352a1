package dev.flakydetector.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub's REST API on loopback, as far as the Action uses it: it keeps comments, pages, redirects downloads to another
 * address, and answers what a test has put in the way of the next request.
 */
public final class FakeGithub implements AutoCloseable {

    /** An answer that a request gets instead of its own. */
    public record Fault(int status, Map<String, String> headers, String body) {}

    /** A request as it came. */
    public record Seen(String method, String path, String body, Map<String, String> headers) {}

    public static final String REPOSITORY = "octo/shop";
    public static final String BOT = "github-actions[bot]";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern PAGE = Pattern.compile("(?:^|&)page=(\\d+)");
    private static final Pattern PER_PAGE = Pattern.compile("(?:^|&)per_page=(\\d+)");
    private static final String ENTERPRISE = "/api/v3";
    private static final String REPO = "/repos/" + REPOSITORY;

    private final HttpServer server;
    private final HttpServer storage;
    private final List<Seen> seen = new ArrayList<>();
    private final Map<Long, ObjectNode> comments = new TreeMap<>();
    private final List<ObjectNode> pullRequests = new ArrayList<>();
    private final Map<Long, byte[]> artifacts = new LinkedHashMap<>();
    private final Map<Long, String> artifactNames = new LinkedHashMap<>();
    private final Map<String, String> jobLogs = new LinkedHashMap<>();
    private final Map<String, Deque<Fault>> faults = new LinkedHashMap<>();
    private long nextId = 1_000;
    private String publicUrl = "";

    private FakeGithub(HttpServer server, HttpServer storage) {
        this.server = server;
        this.storage = storage;
    }

    public static FakeGithub start() throws IOException {
        FakeGithub fake = new FakeGithub(listen(), listen());
        fake.server.createContext("/", fake::answer);
        fake.storage.createContext("/", fake::download);
        fake.server.start();
        fake.storage.start();
        return fake;
    }

    private static HttpServer listen() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    }

    public String url() {
        return publicUrl.isEmpty() ? "http://127.0.0.1:" + server.getAddress().getPort() : publicUrl;
    }

    /** Makes the links in answers lead through a proxy that stands in front. */
    public void behind(String proxyUrl) {
        publicUrl = proxyUrl;
    }

    /** Puts an answer in the way of the next request of this method whose path contains this text. */
    public void failNext(String method, String pathPart, Fault fault) {
        faults.computeIfAbsent(method + " " + pathPart, key -> new ArrayDeque<>())
                .add(fault);
    }

    public void addComment(String author, String body) {
        long id = nextId++;
        comments.put(id, json().comment(id, author, body));
    }

    /** Makes up an artifact of the failed run. */
    public void addArtifact(String name, byte[] zip) {
        long id = nextId++;
        artifacts.put(id, zip);
        artifactNames.put(id, name);
    }

    /** Makes up a failed job of the failed run. */
    public void addFailedJob(String name, String log) {
        jobLogs.put(name, log);
    }

    public void addPullRequest(int number, String headRepository, String branch, String sha) {
        pullRequests.add(json().pullRequest(number, headRepository, branch, sha));
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public List<Seen> seen(String method, String pathPart) {
        return seen.stream()
                .filter(request ->
                        request.method().equals(method) && request.path().contains(pathPart))
                .toList();
    }

    /** The bodies of all comments, oldest first. */
    public List<String> comments() {
        return comments.values().stream()
                .map(comment -> comment.path("body").asText())
                .toList();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String whole = exchange.getRequestURI().getRawPath();
            // Enterprise Server has its API under a folder.
            String path = whole.startsWith(ENTERPRISE) ? whole.substring(ENTERPRISE.length()) : whole;
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            seen.add(new Seen(method, path + "?" + query, body, headers));
            for (Map.Entry<String, Deque<Fault>> fault : faults.entrySet()) {
                String[] key = fault.getKey().split(" ", 2);
                if (method.equals(key[0])
                        && path.contains(key[1])
                        && !fault.getValue().isEmpty()) {
                    Fault now = fault.getValue().remove();
                    now.headers().forEach(exchange.getResponseHeaders()::add);
                    send(exchange, now.status(), now.body());
                    return;
                }
            }
            route(exchange, method, path, query, body);
        }
    }

    private void route(HttpExchange exchange, String method, String path, String query, String body)
            throws IOException {
        Matcher comment = Pattern.compile(REPO + "/issues/comments/(\\d+)").matcher(path);
        Matcher job = Pattern.compile(REPO + "/actions/jobs/(\\d+)/logs").matcher(path);
        Matcher artifact =
                Pattern.compile(REPO + "/actions/artifacts/(\\d+)/zip").matcher(path);
        if (method.equals("GET") && path.equals("/user")) {
            send(exchange, 200, "{\"login\": \"octocat\", \"id\": 1}");
        } else if (method.equals("GET") && path.equals(REPO)) {
            send(exchange, 200, json().wholeRepository().toString());
        } else if (method.equals("GET") && path.equals(REPO + "/pulls")) {
            sendPage(exchange, path, query, new ArrayList<>(pullRequests), null);
        } else if (method.equals("GET") && path.matches(REPO + "/issues/\\d+")) {
            send(exchange, 200, json().issue(path).toString());
        } else if (path.matches(REPO + "/issues/\\d+/comments")) {
            if (method.equals("POST")) {
                ObjectNode made = json().comment(
                                nextId++,
                                BOT,
                                MAPPER.readTree(body).path("body").asText());
                comments.put(made.path("id").asLong(), made);
                send(exchange, 201, made.toString());
            } else {
                sendPage(exchange, path, query, new ArrayList<>(comments.values()), null);
            }
        } else if (comment.matches() && method.equals("PATCH")) {
            ObjectNode present = comments.get(Long.parseLong(comment.group(1)));
            if (present == null) {
                notFound(exchange);
            } else {
                present.put("body", MAPPER.readTree(body).path("body").asText());
                send(exchange, 200, present.toString());
            }
        } else if (path.matches(REPO + "/actions/runs/\\d+")) {
            send(exchange, 200, json().failedRun(path).toString());
        } else if (path.matches(REPO + "/actions/runs/\\d+/artifacts")) {
            sendPage(
                    exchange,
                    path,
                    query,
                    artifacts.entrySet().stream()
                            .map(entry -> json().artifact(
                                            entry.getKey(), artifactNames.get(entry.getKey()), entry.getValue().length))
                            .toList(),
                    "artifacts");
        } else if (path.matches(REPO + "/actions/runs/\\d+/jobs")) {
            sendPage(exchange, path, query, jobs(), "jobs");
        } else if (artifact.matches() || job.matches()) {
            String id = artifact.matches() ? "artifact/" + artifact.group(1) : "job/" + job.group(1);
            exchange.getResponseHeaders()
                    .add("Location", "http://127.0.0.1:" + storage.getAddress().getPort() + "/" + id);
            send(exchange, 302, "");
        } else {
            notFound(exchange);
        }
    }

    private void notFound(HttpExchange exchange) throws IOException {
        send(exchange, 404, "{\"message\":\"Not Found\",\"status\":\"404\"}");
    }

    private synchronized void download(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            String path = exchange.getRequestURI().getPath();
            seen.add(new Seen("DOWNLOAD", path, "", headers));
            int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            byte[] bytes = path.startsWith("/artifact/")
                    ? artifacts.get((long) id)
                    : new ArrayList<>(jobLogs.values()).get(id).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void sendPage(HttpExchange exchange, String path, String query, List<ObjectNode> all, String wrapper)
            throws IOException {
        int page = number(PAGE, query, 1);
        int size = Math.min(100, number(PER_PAGE, query, 30));
        List<ObjectNode> part =
                all.stream().skip((long) (page - 1) * size).limit(size).toList();
        if (page * size < all.size()) {
            exchange.getResponseHeaders()
                    .add("Link", "<%s%s?per_page=%d&page=%d>; rel=\"next\"".formatted(url(), path, size, page + 1));
        }
        ArrayNode array = MAPPER.createArrayNode().addAll(part);
        if (wrapper == null) {
            send(exchange, 200, array.toString());
        } else {
            ObjectNode wrapped = MAPPER.createObjectNode().put("total_count", all.size());
            wrapped.set(wrapper, array);
            send(exchange, 200, wrapped.toString());
        }
    }

    private static int number(Pattern pattern, String query, int otherwise) {
        Matcher matcher = pattern.matcher(query);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private List<ObjectNode> jobs() {
        List<ObjectNode> nodes = new ArrayList<>();
        jobLogs.keySet().forEach(name -> nodes.add(json().failedJob(nodes.size(), name)));
        return nodes;
    }

    private GithubJson json() {
        return new GithubJson(url(), REPO);
    }

    @Override
    public void close() {
        server.stop(0);
        storage.stop(0);
    }
}
