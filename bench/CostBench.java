import dev.flakydetector.cost.CostModel;
import dev.flakydetector.cost.Deployment;
import dev.flakydetector.cost.PriceList;
import dev.flakydetector.cost.Usage;
import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.pipeline.Sharding;
import dev.flakydetector.verdict.WaveSchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints what typical detections cost by the cost model and the list of prices that it carries. */
final class CostBench {

    /** Cloning, getting ready and deciding, around the attempts. */
    private static final Duration AROUND = Duration.ofSeconds(60);

    private static final int DETECTION_BYTES = 5_000;
    private static final int ATTEMPT_BYTES = 1_500;
    private static final int WORK_BYTES = 200_000_000;

    private CostBench() {}

    public static void main(String[] arguments) {
        PriceList prices = PriceList.shipped();
        System.out.printf("Prices of %s, %s; per attempt one item of %d bytes%n", prices.dated(), prices.region(), ATTEMPT_BYTES);
        System.out.printf("%6s %8s %6s %9s %9s %10s %10s %10s %10s%n",
                "runs", "each", "at once", "workers", "MB", "Lambda", "steps", "the rest", "total");
        print(10, 10, 10, 10, 2048);
        print(20, 100, 1, 10, 2048);
        print(100, 100, 1, 10, 2048);
        print(100, 100, 10, 10, 2048);
        print(100, 100, 10, 10, 1024);
        print(100, 100, 10, 50, 2048);
        print(1_000, 1_000, 5, 50, 2048);
        print(10_000, 10_000, 1, 50, 2048);
        System.out.printf("%nWhere 100 runs of 1 s, 10 at once, go:%n");
        for (Cost.Item item : cost(100, 100, 1, 10, 2048).items()) {
            System.out.printf(Locale.ROOT, "%-28s %12.4f %-50s %10.6f $%n",
                    item.name(), item.quantity(), item.unit(), item.dollars());
        }
    }

    private static void print(int ran, int asked, int seconds, int parallelism, int megabytes) {
        Cost cost = cost(ran, asked, seconds, parallelism, megabytes);
        double lambda = dollars(cost, "lambda_");
        double steps = dollars(cost, "step_");
        System.out.printf(Locale.ROOT, "%6d %6d s %7d %9d %9d %9.4f $ %8.4f $ %8.4f $ %8.4f $%n",
                ran, seconds, parallelism, shards(ran, asked, parallelism).stream().mapToInt(Integer::intValue).sum(),
                megabytes, lambda, steps, cost.total() - lambda - steps, cost.total());
    }

    private static double dollars(Cost cost, String prefix) {
        return cost.items().stream()
                .filter(item -> item.name().startsWith(prefix))
                .mapToDouble(Cost.Item::dollars)
                .sum();
    }

    private static Cost cost(int ran, int asked, int seconds, int parallelism, int megabytes) {
        Duration running = Duration.ofSeconds((long) ran * seconds);
        Usage usage = new Usage(
                shards(ran, asked, parallelism),
                AROUND.plus(running.dividedBy(parallelism)),
                running,
                parallelism,
                DETECTION_BYTES,
                (long) ran * ATTEMPT_BYTES,
                2L * ran,
                3,
                WORK_BYTES);
        return new CostModel(PriceList.shipped(), Deployment.ofWorkers(megabytes)).billed(usage);
    }

    private static List<Integer> shards(int ran, int asked, int parallelism) {
        List<Integer> shards = new ArrayList<>();
        int left = ran;
        for (int size : WaveSchedule.sizes(asked, StopRule.CAP)) {
            if (left > 0) {
                shards.add(Sharding.count(Math.min(left, size), parallelism));
            }
            left -= size;
        }
        return shards;
    }
}
