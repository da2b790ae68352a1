/** The history in one SQLite file, the embedded default. The only user of JDBC. */
@NullMarked
package dev.flakydetector.history.sqlite;

import org.jspecify.annotations.NullMarked;
