package dev.flakydetector.scorer.table;

import java.nio.file.Path;
import java.util.List;

/** A file cannot be read as rows and columns. */
public final class UnreadableTable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String problem;

    UnreadableTable(String problem) {
        super(problem);
        this.problem = problem;
    }

    UnreadableTable(String problem, Throwable cause) {
        super(problem, cause);
        this.problem = problem;
    }

    /** For a reader that cannot do without these columns. */
    public static UnreadableTable lacksColumns(Path file, List<String> missing) {
        return new UnreadableTable(
                "%s lacks the column%s %s".formatted(file, missing.size() == 1 ? "" : "s", String.join(", ", missing)));
    }

    /** For a reader that found none of what it looked for. */
    public static UnreadableTable holdsNothing(Path file, String wanted) {
        return new UnreadableTable("%s holds no %s; 'flaky data check' says why".formatted(file, wanted));
    }

    /** Names the file and what is wrong with it. */
    public String problem() {
        return problem;
    }
}
