package dev.flakydetector.scorer.check;

import java.util.Locale;

/** The ways in which a data set can break its schema. */
public enum Rule {
    /** A column that the schema needs is not there. */
    MISSING_COLUMN,
    /** A column that the schema does not name, where it allows no more. */
    EXTRA_COLUMN,
    /** Several columns have one name. */
    REPEATED_COLUMN,
    /** There are fewer rows than the schema asks for. */
    TOO_FEW_ROWS,
    /** A row has more or fewer fields than there are columns; nothing else is checked in it. */
    FIELD_COUNT,
    /** A field holds bytes that are no text. */
    ENCODING,
    /** A field is empty. */
    EMPTY,
    TYPE,
    RANGE,
    ALLOWED,
    /** Two columns do not stand in the relation they should. */
    RELATION,
    /** A value is smaller than the row before's, or the same where it must grow. */
    ORDER,
    DUPLICATE_ROW,
    DUPLICATE_KEY,
    /** A column is distributed otherwise than in the reference set. */
    DRIFT;

    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }
}
