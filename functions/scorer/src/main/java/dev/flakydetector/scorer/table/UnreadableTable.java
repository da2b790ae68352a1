package dev.flakydetector.scorer.table;

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

    /** Names the file and what is wrong with it. */
    public String problem() {
        return problem;
    }
}
