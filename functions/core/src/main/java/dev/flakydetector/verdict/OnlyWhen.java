package dev.flakydetector.verdict;

import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.stats.FisherExact;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says in words under which variation alone a test failed, as surely as its runs bear out. Hash order is named for
 * Java alone: Python's hash seed is another one in every attempt, controls included, as it is whenever Python runs.
 */
final class OnlyWhen {

    private static final double SIGNIFICANT = 0.05;

    private OnlyWhen() {}

    /**
     * The sentence, or empty when the test also fails as the project runs it, or was never run so.
     *
     */
    static Optional<String> describe(DetectionRequest request, FlakeRate control, FlakeRate varied) {
        Set<Variation> apart = EnumSet.noneOf(Variation.class);
        request.vary().stream()
                .filter(variation -> variation != Variation.HASH_ORDER || keepsHashOrderInControls(request))
                .forEach(apart::add);
        if (apart.isEmpty() || varied.failures() == 0 || control.failures() > 0 || control.runs() == 0) {
            return Optional.empty();
        }
        double p = FisherExact.twoSided(varied.failures(), varied.runs(), control.failures(), control.runs());
        String words = apart.stream().map(OnlyWhen::words).collect(Collectors.joining(" or "));
        return Optional.of((p < SIGNIFICANT ? "only " : "so far only ") + words);
    }

    private static boolean keepsHashOrderInControls(DetectionRequest request) {
        return request.framework().filter(Framework.MAVEN::equals).isPresent();
    }

    private static String words(Variation variation) {
        return switch (variation) {
            case ORDER -> "when shuffled";
            case HASH_ORDER -> "with another hash order";
            case TIMEZONE -> "in another time zone";
            case LOCALE -> "in another locale";
        };
    }
}
