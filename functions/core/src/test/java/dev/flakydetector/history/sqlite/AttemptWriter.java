package dev.flakydetector.history.sqlite;

import dev.flakydetector.history.BigValues;
import dev.flakydetector.history.HistoryUnavailable;
import java.nio.file.Path;
import java.util.Random;

/** A process that adds attempts and prints each number once it is stored; its parent may kill it at any moment. */
final class AttemptWriter {

    private AttemptWriter() {}

    /** @param arguments the folder, the detection, the first number, the end of the numbers, the length of the output */
    public static void main(String[] arguments) {
        int end = Integer.parseInt(arguments[3]);
        int length = Integer.parseInt(arguments[4]);
        try (SqliteRunHistory history = SqliteRunHistory.open(Path.of(arguments[0]))) {
            for (int number = Integer.parseInt(arguments[2]); number < end; number++) {
                history.add(arguments[1], BigValues.attempt(number, 100, BigValues.noise(new Random(number), length)));
                System.out.println(number);
                System.out.flush();
            }
        } catch (HistoryUnavailable e) {
            System.out.println(e.getMessage());
            System.exit(3);
        }
    }
}
