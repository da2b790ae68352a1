package dev.flakydetector.render;

/** Makes untrusted text safe to print where control characters would act: on terminals and in logs. */
final class PlainText {

    private PlainText() {}

    /** Without control characters and without marks that turn the direction of writing; line ends and tabs stay. */
    static String printable(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
            boolean invisible = Character.getType(c) == Character.FORMAT;
            safe.appendCodePoint(control || invisible ? '\uFFFD' : c);
        });
        return safe.toString();
    }

    static String oneLine(String text) {
        return printable(text).replaceAll("\\s+", " ").strip();
    }

    /** Cut in the middle: the beginning says where, the end says what. */
    static String shorten(String text, int most) {
        String line = oneLine(text);
        if (line.length() <= most) {
            return line;
        }
        int head = (most - 1) / 2;
        return line.substring(0, head) + "…" + line.substring(line.length() - (most - 1 - head));
    }
}
