package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.Shard;
import dev.flakydetector.domain.ShardResult;
import dev.flakydetector.json.StoredJson;
import dev.flakydetector.pipeline.ShardRun;
import dev.flakydetector.remote.PresignedUrls;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** A worker's call that runs a shard. */
final class WorkerReruns {

    private final WorkerPlace place;
    private final PresignedUrls urls;
    private final Supplier<Duration> left;

    WorkerReruns(WorkerPlace place, PresignedUrls urls, Supplier<Duration> left) {
        this.place = place;
        this.urls = urls;
        this.left = left;
    }

    void run(Event event, ObjectNode answer) throws IOException, InterruptedException {
        Shard shard = StoredJson.shard(urls.text(event.url("attempts_url")));
        if (!shard.detection().id().equals(event.detectionId()) || shard.index() != event.number("index")) {
            throw new IllegalArgumentException("The attempts are of another detection or shard");
        }
        place.unpack(urls, event.url("prepared_get_url"));
        ShardResult result =
                new ShardRun(request -> place.runner(shard.detection(), request), left).run(shard, event.text("nonce"));
        urls.upload(event.url("result_url"), StoredJson.write(result));
        answer.put("index", shard.index()).put("done", result.attempts().size());
    }
}
