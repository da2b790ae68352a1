package dev.flakydetector.scorer.check;

import dev.flakydetector.scorer.table.CsvTable;
import dev.flakydetector.scorer.table.UnreadableTable;
import java.nio.file.Path;
import java.util.List;

/** Checks a data set against a schema in one pass, in memory that does not grow with the file. */
public final class DataCheck {

    private final DataSchema schema;
    private final int listedOfEachRule;
    private final Path temporaryFolder;
    private final int fingerprintsInMemory;

    /**
     * A check that can be made of many files.
     *
     * @param listedOfEachRule how many violations of a rule the report lists; it counts all
     * @param temporaryFolder takes 24 bytes a row once there are more than a million
     */
    public DataCheck(DataSchema schema, int listedOfEachRule, Path temporaryFolder) {
        this(schema, listedOfEachRule, temporaryFolder, DuplicateSearch.IN_MEMORY);
    }

    DataCheck(DataSchema schema, int listedOfEachRule, Path temporaryFolder, int fingerprintsInMemory) {
        this.schema = schema;
        this.listedOfEachRule = listedOfEachRule;
        this.temporaryFolder = temporaryFolder;
        this.fingerprintsInMemory = fingerprintsInMemory;
    }

    public CheckReport check(Path file) throws UnreadableTable {
        Violations violations = new Violations(listedOfEachRule);
        try (CsvTable table = CsvTable.open(file);
                CheckPass pass = pass(table, violations)) {
            table.forEachRow(pass::check);
            pass.finish();
            return new CheckReport(pass.rows(), violations.listed(), violations.counts(), List.of());
        }
    }

    /** Checks a file, and how far its columns have drifted from those of another. */
    public CheckReport checkAgainst(Path file, Path reference) throws UnreadableTable {
        Profile expected = profile(reference);
        Violations violations = new Violations(listedOfEachRule);
        try (CsvTable table = CsvTable.open(file);
                CheckPass pass = pass(table, violations)) {
            Profile found = new Profile(schema, table.columns());
            table.forEachRow(row -> {
                pass.check(row);
                found.add(row);
            });
            pass.finish();
            Drift drift = new Drift(schema.drift());
            drift.compare(found, expected);
            drift.violations().forEach(violations::add);
            return new CheckReport(pass.rows(), violations.listed(), violations.counts(), drift.notes());
        }
    }

    private CheckPass pass(CsvTable table, Violations violations) {
        return new CheckPass(schema, table.columns(), violations, temporaryFolder, fingerprintsInMemory);
    }

    private Profile profile(Path file) throws UnreadableTable {
        try (CsvTable table = CsvTable.open(file)) {
            Profile profile = new Profile(schema, table.columns());
            table.forEachRow(profile::add);
            return profile;
        }
    }
}
