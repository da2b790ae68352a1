package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.history.Packed;
import dev.flakydetector.json.StoredJson;
import dev.flakydetector.pipeline.Insights;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A large detection with workers that answer at once: how long Plan and Decide take wave by wave, and how much of the state
 * machine's limits it uses. Table and bucket are in memory, so what is measured is our own work.
 *
 * <p>Arguments: runs, tests an attempt, when to stop.
 */
public final class FanOutBench {

    private static final int PARALLELISM = 50;

    private final InstantWorkers workers;

    private FanOutBench(InstantWorkers workers) {
        this.workers = workers;
    }

    public static void main(String[] arguments) throws Exception {
        StopRule until = StopRule.ofToken(arguments[2]).orElseThrow();
        Path folder = Files.createTempDirectory("fan-out");
        try {
            InstantWorkers workers = new InstantWorkers(
                    AttemptsOnDisk.in(folder),
                    Integer.parseInt(arguments[0]),
                    Integer.parseInt(arguments[1]),
                    PARALLELISM,
                    until);
            new FanOutBench(workers).run();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private void run() throws Exception {
        DetectionStore store = workers.store();
        workers.begin();
        PlanHandler plan = new PlanHandler(store, () -> UUID.randomUUID().toString());
        DecideHandler decide = new DecideHandler(store);
        int events = 1 + 2 + 5;
        long largest = 0;
        double slowest = 0;
        double hardest = 0;
        List<Integer> waves = new ArrayList<>();
        System.out.printf(
                "%5s %8s %7s %8s %8s %14s %12s%n",
                "wave", "attempts", "shards", "plan s", "decide s", "its processor s", "state bytes");
        for (boolean done = false; !done; ) {
            ObjectNode event = Event.answer().put("detection_id", InstantWorkers.ID);
            Timed planned = Timed.call(plan, event);
            int attempts = workers.work(workers.shards(planned.answer()));
            Timed decided = Timed.call(decide, event);
            int shards = workers.shards(planned.answer()).size();
            boolean distributed = planned.answer().path("distributed").booleanValue();
            // Entered, scheduled, started, succeeded, exited for a task; two for a choice; a map's own four and seven
            // an item.
            events += 5 + 2 + (distributed ? 5 : 4 + 7 * shards) + 5 + 2;
            int state = planned.answer().toString().length() + (distributed ? 1_000 : 20 * shards);
            largest = Math.max(largest, state);
            slowest = Math.max(slowest, decided.seconds());
            hardest = Math.max(hardest, decided.processor());
            workers.objects().forget("/attempts/");
            workers.objects().forget("/results/");
            waves.add(shards);
            System.out.printf(
                    "%5d %8d %7d %8.2f %8.2f %14.2f %12d%n",
                    waves.size(), attempts, shards, planned.seconds(), decided.seconds(), decided.processor(), state);
            done = decided.answer().path("done").booleanValue();
        }
        events += 5 + 5 + 2 + 1;
        Timed concluded = Timed.call(
                new ConcludeHandler(store, Insights.NONE, Clock.systemUTC()),
                Event.answer().put("detection_id", InstantWorkers.ID));
        Detection detection = store.detection(InstantWorkers.ID);
        System.out.printf(
                "%d runs of %d tests until %s: %s, %d attempts, %d tests judged; conclude %.2f s, report %d bytes packed%n",
                workers.request().runs(),
                workers.tests(),
                workers.request().until().token(),
                detection.status(),
                detection.attemptsRun(),
                detection.tests().size(),
                concluded.seconds(),
                Packed.of(StoredJson.write(detection)).bytes().length);
        System.out.printf("shards by wave: %s%n", waves);
        System.out.printf("history events by formula: %d   < 25000%n", events);
        System.out.printf("largest state: %d bytes   < 262144%n", largest);
        System.out.printf("slowest decide: %.2f s, %.2f s of processor   < 1 s%n", slowest, hardest);
        System.out.printf("memory of the process at its peak: %s   < 512 MB%n", peak());
    }

    /** As the system counts it; everything in the process, not the heap alone. */
    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "unknown here";
        }
        String line = Files.readAllLines(status).stream()
                .filter(text -> text.startsWith("VmHWM"))
                .findFirst()
                .orElse("0 0 kB");
        return Long.parseLong(line.split("\\s+")[1]) / 1024 + " MB";
    }

    /**
     * A call and what it took.
     *
     * @param processor seconds of all threads together, which a busy machine does not change
     */
    private record Timed(JsonNode answer, double seconds, double processor) {

        private static final OperatingSystemMXBean SYSTEM =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

        private static Timed call(RequestStreamHandler handler, ObjectNode event) throws Exception {
            long start = System.nanoTime();
            long worked = SYSTEM.getProcessCpuTime();
            JsonNode answer = StateMachineLoop.call(handler, event);
            return new Timed(answer, (System.nanoTime() - start) / 1e9, (SYSTEM.getProcessCpuTime() - worked) / 1e9);
        }
    }
}
