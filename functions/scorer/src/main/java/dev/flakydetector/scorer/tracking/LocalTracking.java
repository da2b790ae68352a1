package dev.flakydetector.scorer.tracking;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folders that MLflow keeps on disk: {@code EXPERIMENT/RUN/} with {@code meta.yaml}, {@code params}, {@code metrics},
 * {@code tags} and {@code artifacts}; {@code mlflow ui --backend-store-uri FOLDER} shows them.
 */
public final class LocalTracking implements ExperimentTracking {

    private static final String META = "meta.yaml";
    private static final int RUN_ID_LENGTH = 32;
    private static final int EXPERIMENT_ID_LENGTH = 18;
    /** MLflow's numbers for a run that finished, and for one that a program of the user's made. */
    private static final String FINISHED = "3";

    private static final String LOCAL_PROGRAM = "4";

    private final Path root;

    public LocalTracking(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public String record(TrackedRun run) throws IOException {
        Path experiment = experiment(run);
        String id = hash(run.experiment() + '\n' + run.name() + '\n' + run.started())
                .substring(0, RUN_ID_LENGTH);
        Path folder = experiment.resolve(id);
        for (String part : List.of("params", "metrics", "tags", "artifacts")) {
            Files.createDirectories(folder.resolve(part));
        }
        for (Map.Entry<String, String> parameter : run.parameters().entrySet()) {
            Files.writeString(folder.resolve("params").resolve(plain(parameter.getKey())), parameter.getValue());
        }
        for (Map.Entry<String, Double> metric : run.metrics().entrySet()) {
            Files.writeString(
                    folder.resolve("metrics").resolve(plain(metric.getKey())),
                    "%d %s 0%n".formatted(run.ended().toEpochMilli(), metric.getValue()));
        }
        Map<String, String> tags = new TreeMap<>(run.tags());
        tags.put("mlflow.runName", run.name());
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            Files.writeString(folder.resolve("tags").resolve(plain(tag.getKey())), tag.getValue());
        }
        for (Map.Entry<String, byte[]> artifact : run.artifacts().entrySet()) {
            Files.write(folder.resolve("artifacts").resolve(plain(artifact.getKey())), artifact.getValue());
        }
        // Last of all: without it MLflow does not see the folder, so it never shows half a run.
        Files.writeString(folder.resolve(META), meta(run, id, folder));
        return folder.toString();
    }

    private Path experiment(TrackedRun run) throws IOException {
        Files.createDirectories(root);
        try (Stream<Path> inside = Files.list(root)) {
            for (Path folder : inside.sorted().toList()) {
                Path meta = folder.resolve(META);
                if (Files.isRegularFile(meta)
                        && Files.readAllLines(meta).contains("name: " + quoted(run.experiment()))) {
                    return folder;
                }
            }
        }
        String id = decimals(run.experiment());
        Path folder = Files.createDirectories(root.resolve(id));
        String created = Long.toString(run.started().toEpochMilli());
        Files.writeString(
                folder.resolve(META),
                lines(
                        "artifact_location: " + quoted(folder.toUri().toString()),
                        "creation_time: " + created,
                        "experiment_id: " + quoted(id),
                        "last_update_time: " + created,
                        "lifecycle_stage: active",
                        "name: " + quoted(run.experiment())));
        return folder;
    }

    private static String meta(TrackedRun run, String id, Path folder) {
        return lines(
                "artifact_uri: " + quoted(folder.resolve("artifacts").toUri().toString()),
                "end_time: " + run.ended().toEpochMilli(),
                "entry_point_name: ''",
                "experiment_id: "
                        + quoted(String.valueOf(folder.resolveSibling("").getFileName())),
                "lifecycle_stage: active",
                "run_id: " + id,
                "run_name: " + quoted(run.name()),
                "run_uuid: " + id,
                "source_name: ''",
                "source_type: " + LOCAL_PROGRAM,
                "source_version: ''",
                "start_time: " + run.started().toEpochMilli(),
                "status: " + FINISHED,
                "tags: []",
                "user_id: flaky-detector");
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A name that stays in its folder. */
    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9_.-]", "_").replaceAll("^\\.+", "_");
    }

    /** MLflow's experiments are numbers. */
    private static String decimals(String name) {
        String number = new BigInteger(hash(name), 16).toString();
        return number.substring(0, EXPERIMENT_ID_LENGTH);
    }

    private static String hash(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
