package dev.flakydetector.failure.cluster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.Deflater;

/** Logs as the published algorithm compares them: noise blanked out line by line, then measured by compression. */
final class CompressionText {

    /** As published: zlib's own middle. */
    private static final int LEVEL = 6;

    /** Bits of the usual digests, four to a character. */
    private static final int[] DIGESTS = {128, 64, 56, 40, 32};

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern FILE = Pattern.compile("(?:/[\\w.-]+)+/([\\w.-]+)\\b");
    private static final List<Noise> NOISE = noise();

    private CompressionText() {}

    private record Noise(Pattern pattern, String replacement) {}

    private static List<Noise> noise() {
        List<Noise> noise = new ArrayList<>();
        for (int length : DIGESTS) {
            noise.add(new Noise(Pattern.compile("[0-9a-f]{%d}".formatted(length)), "x".repeat(length)));
            noise.add(new Noise(Pattern.compile("[0-9A-F]{%d}".formatted(length)), "X".repeat(length)));
        }
        noise.add(new Noise(UUID, "<uuid>"));
        noise.add(new Noise(NUMBER, "000"));
        noise.add(new Noise(FILE, "$1"));
        return List.copyOf(noise);
    }

    static List<String> lines(String log) {
        List<String> lines = new ArrayList<>();
        for (String line : log.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
            String text = line.strip();
            for (Noise noise : NOISE) {
                text = noise.pattern().matcher(text).replaceAll(noise.replacement());
            }
            lines.add(text);
        }
        return lines;
    }

    static String without(List<String> lines, Set<String> common) {
        return String.join(
                "\n", lines.stream().filter(line -> !common.contains(line)).toList());
    }

    static int size(String text) {
        Deflater deflater = new Deflater(LEVEL);
        try {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            byte[] buffer = new byte[1 << 16];
            int size = 0;
            while (!deflater.finished()) {
                size += deflater.deflate(buffer);
            }
            return size;
        } finally {
            deflater.end();
        }
    }

    /** The normalised compression distance (Cilibrasi and Vitányi 2005). */
    static double distance(String one, int sizeOfOne, String other, int sizeOfOther) {
        if (one.equals(other)) {
            return 0;
        }
        int both = size(one + other);
        return (double) (both - Math.min(sizeOfOne, sizeOfOther)) / Math.max(sizeOfOne, sizeOfOther);
    }
}
