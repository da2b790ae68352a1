package dev.flakydetector.scorer.tracking.mlflow;

import dev.flakydetector.scorer.tracking.ExperimentTracking;
import dev.flakydetector.scorer.tracking.TrackedRun;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/**
 * A server of MLflow. Parameters, metrics and tags go there; the model stays in the registry, which a tag names, since the
 * client can only upload files with the help of a Python installation.
 */
public final class ServerTracking implements ExperimentTracking {

    private final URI server;
    private final String token;

    /**
     * @param server with {@code http} or {@code https}; a name and a password may be part of it
     * @param token that lets in; empty for none
     */
    public ServerTracking(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    @Override
    public String record(TrackedRun run) throws IOException {
        try (MlflowClient client = new MlflowClient(credentials())) {
            String experiment = client.getExperimentByName(run.experiment())
                    .map(Experiment::getExperimentId)
                    .orElseGet(() -> client.createExperiment(run.experiment()));
            RunInfo info = client.createRun(experiment);
            String id = info.getRunId();
            client.logBatch(id, metrics(run), parameters(run), tags(run));
            client.setTerminated(id, RunStatus.FINISHED, run.ended().toEpochMilli());
            return "%s/#/experiments/%s/runs/%s".formatted(withoutSecrets(), experiment, id);
        } catch (MlflowClientException e) {
            throw new IOException("MLflow at %s: %s".formatted(withoutSecrets(), e.getMessage()), e);
        }
    }

    private BasicMlflowHostCreds credentials() {
        String host = withoutSecrets();
        if (!token.isEmpty()) {
            return new BasicMlflowHostCreds(host, token);
        }
        String user = server.getUserInfo();
        if (user == null || !user.contains(":")) {
            return new BasicMlflowHostCreds(host);
        }
        return new BasicMlflowHostCreds(
                host, user.substring(0, user.indexOf(':')), user.substring(user.indexOf(':') + 1));
    }

    private String withoutSecrets() {
        String path = server.getPath() == null ? "" : server.getPath().replaceAll("/+$", "");
        return server.getScheme() + "://" + server.getAuthority().replaceAll("^.*@", "") + path;
    }

    private static List<Metric> metrics(TrackedRun run) {
        List<Metric> metrics = new ArrayList<>();
        run.metrics()
                .forEach((name, value) -> metrics.add(Metric.newBuilder()
                        .setKey(name)
                        .setValue(value)
                        .setTimestamp(run.ended().toEpochMilli())
                        .build()));
        return metrics;
    }

    private static List<Param> parameters(TrackedRun run) {
        List<Param> parameters = new ArrayList<>();
        run.parameters()
                .forEach((name, value) -> parameters.add(
                        Param.newBuilder().setKey(name).setValue(value).build()));
        return parameters;
    }

    private static List<RunTag> tags(TrackedRun run) {
        List<RunTag> tags = new ArrayList<>();
        tags.add(RunTag.newBuilder()
                .setKey("mlflow.runName")
                .setValue(run.name())
                .build());
        run.tags()
                .forEach((name, value) -> tags.add(
                        RunTag.newBuilder().setKey(name).setValue(value).build()));
        return tags;
    }
}
