package dev.flakydetector.results;

/** Text that keeps its beginning and drops what is too long, so that one huge log costs no memory. */
final class BoundedText {

    static final int MOST = 64 << 10;

    private final StringBuilder text = new StringBuilder();
    private boolean cut;

    void append(char[] characters, int start, int length) {
        int room = MOST - text.length();
        text.append(characters, start, Math.min(room, length));
        cut |= length > room;
    }

    void append(String more) {
        int room = MOST - text.length();
        text.append(more, 0, Math.min(room, more.length()));
        cut |= more.length() > room;
    }

    @Override
    public String toString() {
        return cut ? text + "\n… cut" : text.toString();
    }
}
