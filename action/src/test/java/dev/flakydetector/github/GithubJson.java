package dev.flakydetector.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The things of GitHub's API as JSON: every field that its description requires stands in a file beside this class, with
 * the least that it may hold, and what matters is filled in here.
 *
 * @param api where the API is
 * @param repository its path
 */
record GithubJson(String api, String repository) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    ObjectNode wholeRepository() {
        return template("repository.json").put("url", api + repository);
    }

    ObjectNode issue(String path) {
        return template("issue.json")
                .put("number", (int) lastNumber(path))
                .put("url", api + path)
                .put("repository_url", api + repository)
                .put("comments_url", api + path + "/comments");
    }

    ObjectNode comment(long id, String author, String body) {
        ObjectNode node = template("comment.json")
                .put("id", id)
                .put("body", body)
                .put("url", api + repository + "/issues/comments/" + id)
                .put("html_url", "https://github.com/octo/shop/pull/7#issuecomment-" + id);
        ((ObjectNode) node.path("user")).put("login", author);
        return node;
    }

    ObjectNode failedRun(String path) {
        return template("run.json")
                .put("id", lastNumber(path))
                .put("url", api + path)
                .put("status", "completed")
                .put("conclusion", "failure");
    }

    ObjectNode artifact(long id, String name, int size) {
        return template("artifact.json")
                .put("id", id)
                .put("name", name)
                .put("size_in_bytes", size)
                .put("url", api + repository + "/actions/artifacts/" + id)
                .put("archive_download_url", api + repository + "/actions/artifacts/" + id + "/zip")
                .put("expired", false);
    }

    ObjectNode failedJob(int id, String name) {
        return template("job.json")
                .put("id", id)
                .put("name", name)
                .put("status", "completed")
                .put("conclusion", "failure")
                .put("url", api + repository + "/actions/jobs/" + id);
    }

    ObjectNode pullRequest(int number, String headRepository, String branch, String sha) {
        ObjectNode pull = template("pull.json");
        pull.put("number", number).put("state", "open").put("title", "A change");
        pull.put("url", api + repository + "/pulls/" + number);
        int slash = headRepository.indexOf('/');
        String login = headRepository.substring(0, slash);
        ObjectNode head = ((ObjectNode) pull.path("head"))
                .put("label", login + ":" + branch)
                .put("ref", branch)
                .put("sha", sha);
        ObjectNode fork = ((ObjectNode) head.path("repo"))
                .put("full_name", headRepository)
                .put("name", headRepository.substring(slash + 1));
        ((ObjectNode) fork.path("owner")).put("login", login);
        return pull;
    }

    private static long lastNumber(String path) {
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }

    private static ObjectNode template(String name) {
        try (InputStream in = GithubJson.class.getResourceAsStream(name)) {
            return (ObjectNode) MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
