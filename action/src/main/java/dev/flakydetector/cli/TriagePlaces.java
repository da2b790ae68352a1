package dev.flakydetector.cli;

import dev.flakydetector.checkout.WorkspaceCopy;
import dev.flakydetector.machine.BadInput;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.machine.OptionReader;
import dev.flakydetector.remote.AwsClients;
import dev.flakydetector.remote.BucketFolder;
import dev.flakydetector.triage.TriageFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files and folders by path or {@code s3://} URL; what is in a bucket has a copy here until {@link #close}. */
final class TriagePlaces implements AutoCloseable {

    private static final Pattern S3 = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");
    private static final long MOST_BYTES = 64L << 30;

    private final Machine machine;
    private @Nullable Path copies;

    TriagePlaces(Machine machine) {
        this.machine = machine;
    }

    static boolean isRemote(String place) {
        return place.startsWith("s3://");
    }

    /** Says what is wrong with a place that is to be read. */
    void check(String option, String place, OptionReader reader) {
        if (isRemote(place)) {
            checkUrl(option, place, reader);
        } else if (!Files.exists(machine.path(place))) {
            reader.problem("%s '%s' does not exist".formatted(option, place));
        }
    }

    /** Says what is wrong with the spelling of a place that may be empty. */
    void checkReadable(String option, String place, OptionReader reader) {
        if (isRemote(place)) {
            checkUrl(option, place, reader);
        }
    }

    /** Says what is wrong with a folder that is to be written. */
    void checkFolder(String option, String place, OptionReader reader) {
        if (isRemote(place)) {
            checkUrl(option, place, reader);
        } else if (Files.exists(machine.path(place)) && !Files.isDirectory(machine.path(place))) {
            reader.problem("%s '%s' is a file: name a folder".formatted(option, place));
        }
    }

    private static void checkUrl(String option, String place, OptionReader reader) {
        if (!S3.matcher(place).matches()) {
            reader.problem("%s '%s' must be s3://BUCKET/KEY".formatted(option, place));
        }
    }

    /** Where the place can be read, copied if need be; what could not be copied is listed. */
    BucketFolder.Copy readable(String place) throws IOException {
        return isRemote(place)
                ? bucket(place).copyTo(newFolder(), MOST_BYTES)
                : new BucketFolder.Copy(machine.path(place), 1, List.of());
    }

    /** The model of a training, whose folder or file is named; the path may lead nowhere. */
    Path model(String place) throws IOException {
        if (!isRemote(place)) {
            Path path = machine.path(place);
            return Files.isRegularFile(path) ? path : path.resolve(TriageFolder.MODEL);
        }
        String folder = place.endsWith("/") ? place : place + "/";
        Path copy = bucket(folder + TriageFolder.MODEL)
                .copyTo(newFolder(), MOST_BYTES)
                .place();
        return Files.isDirectory(copy) ? copy.resolve(TriageFolder.MODEL) : copy;
    }

    /** Where to write what {@link #publish} puts in place. */
    Path writable(String place) throws IOException {
        return isRemote(place) ? newFolder() : machine.path(place);
    }

    void publish(Path written, String place) {
        if (isRemote(place)) {
            bucket(place).put(written, TriageFolder.FILES);
        }
    }

    private BucketFolder bucket(String place) {
        Matcher url = S3.matcher(place);
        if (!url.matches()) {
            throw new BadInput("'%s' must be s3://BUCKET/KEY".formatted(place));
        }
        return new BucketFolder(
                AwsClients.objects(url.group(1)),
                Optional.ofNullable(url.group(2)).orElse(""));
    }

    private Path newFolder() throws IOException {
        if (copies == null) {
            copies = Files.createTempDirectory(machine.temporaryFolder(), "flaky-triage");
        }
        return Files.createTempDirectory(copies, "s3");
    }

    @Override
    public void close() throws IOException {
        if (copies != null) {
            new WorkspaceCopy(Optional.empty()).delete(copies);
        }
    }
}
