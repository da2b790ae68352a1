package dev.flakydetector.pipeline;

import dev.flakydetector.domain.Problem;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Gives up attempts whose workers were lost or not to be believed twice. */
final class Strikes {

    private static final int MOST = 2;

    private Strikes() {}

    /**
     * The numbers of the attempts that are not handed out any more.
     *
     * @param past the reviews of the waves so far
     * @param isThere whether an attempt came to something after all
     */
    static BitSet givenUp(List<WaveReview> past, IntPredicate isThere) {
        Map<Integer, Long> strikes = past.stream()
                .flatMap(review -> review.struck().stream())
                .collect(Collectors.groupingBy(number -> number, Collectors.counting()));
        BitSet givenUp = new BitSet();
        strikes.forEach((number, count) -> {
            if (count >= MOST && !isThere.test(number)) {
                givenUp.set(number);
            }
        });
        return givenUp;
    }

    /** One problem for all of them. */
    static Optional<Problem> problem(BitSet givenUp) {
        if (givenUp.isEmpty()) {
            return Optional.empty();
        }
        String numbers = givenUp.stream().mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return Optional.of(Problem.of(
                Problem.Kind.DEGRADED,
                "Attempts %s were handed out twice and came to nothing, so they are left out; see the problems of their workers"
                        .formatted(numbers)));
    }
}
