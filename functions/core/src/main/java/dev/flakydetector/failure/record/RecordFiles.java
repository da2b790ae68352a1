package dev.flakydetector.failure.record;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Reads failure records wherever they lie: a folder, a zip, JSON, JSON lines, any of them packed with gzip. */
public final class RecordFiles {

    private static final long MOST_IN_ONE = 1L << 30;
    private static final long MOST_IN_ALL = 1L << 34;
    private static final long MOST_IN_REPORT = 1L << 28;
    private static final int MOST_ENTRIES = 1_000_000;

    private final ForeignReport reports;
    private final long mostInOne;
    private final long mostInAll;

    public RecordFiles(ForeignReport reports) {
        this(reports, MOST_IN_ONE, MOST_IN_ALL);
    }

    /**
     * With bounds of its own.
     *
     * @param mostInOne how many bytes one entry of a zip may unpack to
     * @param mostInAll how many bytes one packed file may unpack to in all
     */
    RecordFiles(ForeignReport reports, long mostInOne, long mostInAll) {
        this.reports = reports;
        this.mostInOne = mostInOne;
        this.mostInAll = mostInAll;
    }

    /**
     * Passes on every failure, in an order that depends on the names alone.
     *
     * @throws IOException when the place itself cannot be read; what lies in it becomes a problem
     */
    public ReadingSummary read(Path place, Consumer<FailureRecord> failures) throws IOException {
        Collected collected = new Collected(failures);
        if (Files.isDirectory(place)) {
            try (Stream<Path> found = Files.walk(place)) {
                List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
                for (Path file : files) {
                    one(file, place.relativize(file).toString().replace('\\', '/'), true, collected);
                }
            }
        } else {
            one(place, String.valueOf(place.getFileName()), false, collected);
        }
        return collected.summary();
    }

    private void one(Path file, String name, boolean oneOfMany, Collected collected) throws IOException {
        Kind kind = Kind.of(name);
        if (kind == Kind.OTHER && oneOfMany) {
            return;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] start = startOf(in);
            boolean packed = startsWith(start, 0x1F, 0x8B);
            if (kind == Kind.ZIP || startsWith(start, 'P', 'K')) {
                zip(in, name, collected);
            } else if (kind == Kind.REPORT && !packed) {
                report(file, name, collected);
            } else if (kind == Kind.REPORT) {
                report(new GZIPInputStream(in, 1 << 16), name, collected);
            } else {
                records(packed ? new BoundedStream(new GZIPInputStream(in, 1 << 16), mostInAll) : in, name, collected);
            }
        } catch (IOException e) {
            if (!oneOfMany && Files.notExists(file)) {
                throw e;
            }
            collected.problem(name, 0, "cannot be read further: " + reason(e));
        }
    }

    /** What a file is packed with stands in its first bytes, whatever its name says. */
    private static byte[] startOf(InputStream in) throws IOException {
        in.mark(2);
        byte[] start = in.readNBytes(2);
        in.reset();
        return start;
    }

    private static boolean startsWith(byte[] start, int first, int second) {
        return start.length == 2 && start[0] == (byte) first && start[1] == (byte) second;
    }

    private void report(Path file, String name, Collected collected) {
        try {
            reports.read(file, name).forEach(failure -> collected.failure(failure, name, 0));
        } catch (IOException e) {
            collected.problem(name, 0, reason(e));
        }
    }

    /** Unpacks a report under a name of ours, which its parser then reads as any other. */
    private void report(InputStream in, String name, Collected collected) throws IOException {
        Path folder = Files.createTempDirectory("flaky-report");
        Path file = folder.resolve("report.xml");
        try {
            Files.copy(new BoundedStream(in, Math.min(mostInOne, MOST_IN_REPORT)), file);
            report(file, name, collected);
        } catch (BoundedStream.TooMuch e) {
            collected.problem(name, 0, "it unpacks to more than a report has: left out");
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static void records(InputStream in, String name, Collected collected) throws IOException {
        JsonRecords reader = new JsonRecords(collected);
        if (Kind.of(name) == Kind.LINES) {
            reader.readLines(in, name);
        } else {
            reader.readWhole(in, name);
        }
    }

    /** Nothing is written to a disk under a name that an entry has, so a name cannot lead anywhere. */
    private void zip(InputStream in, String name, Collected collected) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(in)) {
            BoundedStream all = new BoundedStream(zip, mostInAll);
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    collected.problem(
                            name, 0, "it holds more than %d files: the rest was left out".formatted(MOST_ENTRIES));
                    return;
                }
                entry(entry, all, name, collected);
            }
            if (entries == 0) {
                collected.problem(name, 0, "it is no zip file, or an empty one");
            }
        } catch (ZipException e) {
            throw new IOException("the zip is damaged: " + reason(e), e);
        }
    }

    private void entry(ZipEntry entry, BoundedStream all, String zip, Collected collected) throws IOException {
        String name = zip + "!" + PlainName.of(entry.getName());
        if (entry.isDirectory()) {
            return;
        }
        if (PlainName.leadsOut(entry.getName())) {
            collected.problem(name, 0, "its name leads out of the zip: left out");
            return;
        }
        switch (Kind.of(entry.getName())) {
            case WHOLE, LINES, REPORT -> bounded(entry.getName(), name, all, collected);
            case ZIP -> collected.problem(name, 0, "a zip in a zip is not opened: unpack it first");
            case OTHER -> {}
        }
    }

    private void bounded(String entry, String name, BoundedStream all, Collected collected) throws IOException {
        boolean packed = entry.toLowerCase(Locale.ROOT).endsWith(".gz");
        InputStream raw = new BoundedStream(all, mostInOne);
        try {
            InputStream plain = packed ? new BoundedStream(new GZIPInputStream(raw), mostInOne) : raw;
            if (Kind.of(entry) == Kind.REPORT) {
                report(plain, name, collected);
            } else {
                records(plain, name, collected);
            }
        } catch (BoundedStream.TooMuch e) {
            collected.problem(name, 0, reason(e));
        }
    }

    private enum Kind {
        WHOLE,
        LINES,
        ZIP,
        REPORT,
        OTHER;

        static Kind of(String name) {
            String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
            if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson")) {
                return LINES;
            }
            if (plain.endsWith(".json")) {
                return WHOLE;
            }
            if (plain.endsWith(".zip")) {
                return ZIP;
            }
            return plain.endsWith(".xml") ? REPORT : OTHER;
        }
    }
}
