/**
 * Delimited text files, row by row, however long they are: {@link dev.flakydetector.scorer.table.CsvTable} opens one, and
 * {@link dev.flakydetector.scorer.table.ColumnNames} gives its columns one spelling. The only user of the CSV library.
 * Imports nothing of ours.
 */
@NullMarked
package dev.flakydetector.scorer.table;

import org.jspecify.annotations.NullMarked;
