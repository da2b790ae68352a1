package dev.flakydetector.scorer.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MillionthsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, 0.0",
        "1, 1.0",
        "-1, -1.0",
        "0.5, 0.5",
        "0.6000000000000001, 0.6",
        "0.000001, 0.000001",
        "-0.0000006, -0.000001",
        "0.0000004, 0.0",
        "0.1234567, 0.123457",
        "0.9999999, 1.0",
        "0.90909, 0.90909"
    })
    void writesPlainDecimals(double value, String written) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            new Millionths().write(out, value);
        }

        assertThat(text).hasToString(written);
    }
}
