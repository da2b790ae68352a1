package dev.flakydetector.api;

/**
 * What is wrong with one part of a request.
 *
 * @param field where, as a dotted path into the body, a parameter's name, or {@code body}
 * @param detail what was found and what to send instead
 * @param outOfBounds whether it is of the right kind and only its value is not allowed
 */
public record FieldProblem(String field, String detail, boolean outOfBounds) {

    static FieldProblem malformed(String field, String detail) {
        return new FieldProblem(field, detail, false);
    }

    static FieldProblem outOfBounds(String field, String detail) {
        return new FieldProblem(field, detail, true);
    }

    /** The same problem, of a part of the request. */
    FieldProblem within(String path) {
        return new FieldProblem(path + field, detail, outOfBounds);
    }
}
