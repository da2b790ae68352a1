package dev.flakydetector.rerun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.checkout.WorkspaceCopy;
import dev.flakydetector.rerun.AttemptFolders.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpareCopiesTest {

    @TempDir
    private Path root;

    private final WorkspaceCopy copies = new WorkspaceCopy(Optional.empty());
    private AttemptFolders folders;
    private SpareCopies spares;

    @BeforeEach
    void prepareAProject() throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("project/src")).resolve("file"), "as prepared");
        folders = new AttemptFolders(root.resolve("attempts"));
        spares = new SpareCopies(copies, root.resolve("project"), folders);
    }

    @AfterEach
    void finish() {
        spares.finish();
    }

    @Test
    void givesEveryAttemptTheProjectAsItWasPreparedAtTheSamePath() throws Exception {
        Set<Path> paths = new HashSet<>();
        spares.expect(6);

        for (int i = 0; i < 6; i++) {
            Folder folder = folders.take();
            spares.moveTo(folder);
            paths.add(folder.path());
            assertThat(folder.workspace().resolve("src/file")).hasContent("as prepared");
            assertThat(folder.temporary()).isEmptyDirectory();
            assertThat(folder.home()).isEmptyDirectory();
            assertThat(folder.scratch()).isEmptyDirectory();
            Files.writeString(folder.workspace().resolve("src/file"), "changed by attempt " + i);
            Files.writeString(folder.temporary().resolve("left"), "over");
            spares.remove(folder);
            folder.giveBack();
        }

        assertThat(paths).containsExactly(root.resolve("attempts/slot-0"));
    }

    @Test
    void leavesNothingOfAttemptsBehind() throws Exception {
        spares.expect(3);
        for (int i = 0; i < 3; i++) {
            Folder folder = folders.take();
            spares.moveTo(folder);
            spares.remove(folder);
            folder.giveBack();
        }

        spares.finish();

        assertThat(root.resolve("attempts")).isEmptyDirectory();
    }

    @Test
    void makesNothingAheadThatNobodyExpects() throws Exception {
        Folder folder = folders.take();

        spares.moveTo(folder);

        assertThat(root.resolve("attempts")).isDirectoryContaining(entry -> entry.equals(folder.path()));
        try (var entries = Files.list(root.resolve("attempts"))) {
            assertThat(entries).hasSize(1);
        }
        spares.remove(folder);
        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void letsTheAttemptSayWhyThereIsNoRoomForACopy() throws Exception {
        Files.writeString(root.resolve("attempts"), "a file where the folders should be");
        spares.expect(4);
        Folder folder = folders.take();

        assertThatThrownBy(() -> spares.moveTo(folder)).isInstanceOf(IOException.class);
    }

    @Test
    void runsOnWhereATestRemovedItsOwnFolder() throws Exception {
        spares.expect(3);
        Folder first = folders.take();
        spares.moveTo(first);
        copies.delete(first.path());

        spares.remove(first);
        first.giveBack();
        Folder second = folders.take();
        spares.moveTo(second);

        assertThat(second.workspace().resolve("src/file")).hasContent("as prepared");
    }
}
