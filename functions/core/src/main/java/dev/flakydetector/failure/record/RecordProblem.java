package dev.flakydetector.failure.record;

/**
 * Why a record, or a part of one, could not be used.
 *
 * @param file the file as the user would find it; an entry of a zip follows a {@code !}
 * @param line counted from 1; 0 where it concerns the whole file
 */
public record RecordProblem(String file, long line, String message) {

    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
    }
}
