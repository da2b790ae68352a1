package dev.flakydetector.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceCopyIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsTimesRightsAndLinksAndSharesNoBytes(boolean byProgram) throws Exception {
        WorkspaceCopy copies = new WorkspaceCopy(byProgram ? Optional.of(Path.of("/bin/cp")) : Optional.empty());
        Path from = Files.createDirectories(folder.resolve("from"));
        Path script = Files.writeString(from.resolve("run.sh"), "old");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        Files.setLastModifiedTime(script, FileTime.from(Instant.parse("2020-01-02T03:04:05Z")));
        Files.createSymbolicLink(from.resolve("link"), Path.of("run.sh"));
        Path to = folder.resolve("to");

        copies.copy(from, to);
        Files.writeString(to.resolve("run.sh"), "new");

        assertThat(script).hasContent("old");
        assertThat(Files.getPosixFilePermissions(to.resolve("run.sh")))
                .isEqualTo(Files.getPosixFilePermissions(script));
        assertThat(Files.readSymbolicLink(to.resolve("link"))).isEqualTo(Path.of("run.sh"));
        assertThat(Files.getLastModifiedTime(script)).isEqualTo(FileTime.from(Instant.parse("2020-01-02T03:04:05Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"---------", "r-xr-xr-x"})
    void deletesWhatWasMadeUnwritableAndFollowsNoLink(String rights) throws Exception {
        Path outside = Files.writeString(folder.resolve("outside"), "stays");
        Path doomed = Files.createDirectories(folder.resolve("doomed/deep"));
        Files.writeString(doomed.resolve("file"), "x");
        Files.createSymbolicLink(doomed.resolve("link"), outside);
        Files.setPosixFilePermissions(doomed, PosixFilePermissions.fromString(rights));

        new WorkspaceCopy(Optional.empty()).delete(doomed.getParent());

        assertThat(doomed.getParent()).doesNotExist();
        assertThat(outside).hasContent("stays");
    }
}
