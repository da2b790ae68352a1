package dev.flakydetector.render.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.flakydetector.render.CleanText;
import dev.flakydetector.render.Secrets;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;

/**
 * A stream of JSON in which every text is masked and every number is spelled the same on every JDK. Trouble with the
 * stream is unchecked, since attempts arrive through callbacks.
 */
final class JsonOutput implements Closeable {

    private static final int DECIMALS = 6;
    /** Of an amount: finer than a bill, and coarser than the noise of adding up its items. */
    private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

    private final JsonGenerator json;

    /** Leaves the stream open when it is closed itself, and a report that broke off visibly broken. */
    JsonOutput(OutputStream out) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        json = trying(() -> JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build()
                .createGenerator(out)
                .setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(indenter)));
    }

    void object(Runnable fields) {
        doing(json::writeStartObject);
        fields.run();
        doing(json::writeEndObject);
    }

    void object(String name, Runnable fields) {
        doing(() -> json.writeFieldName(name));
        object(fields);
    }

    void array(String name, Runnable elements) {
        doing(() -> json.writeArrayFieldStart(name));
        elements.run();
        doing(json::writeEndArray);
    }

    void numbers(String name, Collection<Integer> numbers) {
        array(name, () -> numbers.forEach(number -> doing(() -> json.writeNumber(number))));
    }

    void names(String field, Collection<String> values) {
        array(
                field,
                () -> values.forEach(
                        value -> doing(() -> json.writeString(Secrets.maskKnown(CleanText.wellFormed(value))))));
    }

    /** An id, a name or a path: it stays what it is unless it holds what surely is a secret. */
    void name(String field, String value) {
        doing(() -> json.writeStringField(field, Secrets.maskKnown(CleanText.wellFormed(value))));
    }

    void text(String name, String value) {
        doing(() -> json.writeStringField(name, Secrets.mask(CleanText.wellFormed(value))));
    }

    void number(String name, long value) {
        doing(() -> json.writeNumberField(name, value));
    }

    void flag(String name, boolean value) {
        doing(() -> json.writeBooleanField(name, value));
    }

    void absent(String name) {
        doing(() -> json.writeNullField(name));
    }

    void rate(String name, double probability) {
        doing(() -> json.writeNumberField(name, rounded(probability, RoundingMode.HALF_EVEN)));
    }

    /** Both ends, rounded outwards so that no confidence is lost. */
    void interval(String name, double lo, double hi) {
        array(name, () -> {
            doing(() -> json.writeNumber(rounded(lo, RoundingMode.FLOOR)));
            doing(() -> json.writeNumber(rounded(hi, RoundingMode.CEILING)));
        });
    }

    /** Both ends likewise, as the fields {@code lo} and {@code hi}. */
    void bounds(double lo, double hi) {
        doing(() -> json.writeNumberField("lo", rounded(lo, RoundingMode.FLOOR)));
        doing(() -> json.writeNumberField("hi", rounded(hi, RoundingMode.CEILING)));
    }

    /** A quantity or a price, however small. */
    void amount(String name, double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        doing(() ->
                json.writeNumberField(name, rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros()));
    }

    private static BigDecimal rounded(double probability, RoundingMode mode) {
        BigDecimal withoutNoise = new BigDecimal(probability).setScale(2 * DECIMALS, RoundingMode.HALF_EVEN);
        BigDecimal rounded = withoutNoise.setScale(DECIMALS, mode);
        return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    }

    @Override
    public void close() {
        doing(() -> {
            json.writeRaw('\n');
            json.close();
        });
    }

    private interface Step {
        void run() throws IOException;
    }

    private interface Source<T> {
        T get() throws IOException;
    }

    private static void doing(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the JSON report", e);
        }
    }

    private static <T> T trying(Source<T> source) {
        try {
            return source.get();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot begin the JSON report", e);
        }
    }
}
