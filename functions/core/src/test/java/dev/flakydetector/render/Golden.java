package dev.flakydetector.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares a report with the file that it should equal. */
public final class Golden {

    private static final Path ACTUAL = Path.of("target", "golden");

    private Golden() {}

    /**
     * The file lies beside the test. On a difference the actual report is left under target/golden; look at it, and copy it
     * over if it is right.
     */
    public static void assertEquals(Class<?> test, String actual, String name) throws IOException {
        Files.createDirectories(ACTUAL);
        Files.writeString(ACTUAL.resolve(name), actual);
        try (InputStream in = test.getResourceAsStream(name)) {
            String expected = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(actual)
                    .as("%s, compared with %s", name, ACTUAL.resolve(name))
                    .isEqualTo(expected);
        }
    }
}
