package dev.flakydetector.browser;

import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/**
 * On what somebody looks at a page.
 *
 * @param width in CSS pixels
 * @param height likewise
 */
record Look(int width, int height, ColorScheme colours) {

    static final Look DESK = new Look(1280, 800, ColorScheme.LIGHT);
    static final Look DARK_DESK = new Look(1280, 800, ColorScheme.DARK);
    static final Look PHONE = new Look(360, 740, ColorScheme.LIGHT);
    static final Look DARK_PHONE = new Look(360, 740, ColorScheme.DARK);

    /** What is left of a screen when everything on it is shown larger by that factor. */
    Look zoomed(int times) {
        return new Look(width / times, height / times, colours);
    }

    @Override
    public String toString() {
        return "%dx%d-%s".formatted(width, height, colours.name().toLowerCase(Locale.ROOT));
    }
}
