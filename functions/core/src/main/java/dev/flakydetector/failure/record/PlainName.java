package dev.flakydetector.failure.record;

/** The names of a zip's entries, which anyone may have chosen. */
final class PlainName {

    private static final int LONGEST = 200;

    private PlainName() {}

    /** The name without what would garble a list. */
    static String of(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
    }

    static boolean leadsOut(String name) {
        String plain = name.replace('\\', '/');
        return plain.startsWith("/") || plain.matches("[A-Za-z]:.*") || ("/" + plain + "/").contains("/../");
    }
}
