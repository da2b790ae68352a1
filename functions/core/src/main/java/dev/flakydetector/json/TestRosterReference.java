package dev.flakydetector.json;

/** How an attempt says which roster its outcomes count through. */
enum TestRosterReference {
    /** The ids themselves. */
    INLINE,
    /** The digest of a roster that is stored beside it. */
    DIGEST
}
