package dev.flakydetector.scorer.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.scorer.feature.Feature;
import dev.flakydetector.scorer.feature.Feature.Source;
import dev.flakydetector.scorer.feature.FittedFeature.Words;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordTableTest {

    @Test
    void findsEachWordByItsCharactersAlone() {
        // "Aa" and "BB" have one hash.
        List<String> words = List.of("", "Aa", "AaAa", "AaBB", "BB", "BBAa", "BBBB", "größe", "ios");
        WordTable table = table(words);

        for (int number = 0; number < words.size(); number++) {
            char[] text = ("x" + words.get(number) + "y").toCharArray();
            assertThat(table.number(text, 1, text.length - 2)).isEqualTo(number);
        }
        for (String other : List.of("A", "AaAaAa", "aA", "io", "IOS", "gr\u00f6sse")) {
            assertThat(table.number(other.toCharArray(), 0, other.length()))
                    .as(other)
                    .isEqualTo(Words.UNKNOWN);
        }
    }

    @Test
    void holdsAsManyWordsAsAFeatureMayHave() {
        for (int count : new int[] {0, 1, 2, 3, 4, 127, 128, 129, 200}) {
            List<String> words =
                    IntStream.range(0, count).mapToObj(i -> "word" + i).toList();
            WordTable table = table(words);
            for (int number = 0; number < count; number++) {
                assertThat(table.number(
                                words.get(number).toCharArray(),
                                0,
                                words.get(number).length()))
                        .isEqualTo(number);
            }
            assertThat(table.number(new char[] {'n', 'o'}, 0, 2)).isEqualTo(Words.UNKNOWN);
        }
    }

    private static WordTable table(List<String> words) {
        return new WordTable(new Words(new Feature("f", Source.CATEGORY), words, 0));
    }
}
