package dev.flakydetector.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.checkout.CheckoutResult.CheckedOut;
import dev.flakydetector.checkout.CheckoutResult.Failed;
import dev.flakydetector.checkout.RepositoryLocation.Folder;
import dev.flakydetector.checkout.RepositoryLocation.UnknownLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckoutIT {

    @TempDir
    private Path folder;

    private Path project;
    private Path workspace;
    private RevCommit first;
    private RevCommit second;

    @BeforeEach
    void commitTwice() throws Exception {
        project = folder.resolve("project");
        workspace = folder.resolve("workspace");
        try (Git git = Git.init()
                .setDirectory(project.toFile())
                .setInitialBranch("main")
                .call()) {
            write("a.txt", "one");
            write("sub/b.txt", "b");
            write(".gitignore", "ignored\n");
            first = commit(git, "first");
            git.tag().setName("v1").setMessage("v1").setSigned(false).call();
            write("a.txt", "two");
            second = commit(git, "second");
        }
        write("ignored", "x");
        write("untracked.txt", "new");
    }

    private void write(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static RevCommit commit(Git git, String message) throws Exception {
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage(message)
                .setAuthor("a", "a@example.com")
                .setCommitter("a", "a@example.com")
                .setSign(false)
                .call();
    }

    @Test
    void takesAFolderAsItStands() throws Exception {
        write("a.txt", "changed");
        Files.createSymbolicLink(project.resolve("link"), Path.of("a.txt"));

        CheckedOut result = checkedOut(new Folder(project), Optional.empty());

        assertThat(workspace.resolve("a.txt")).hasContent("changed");
        assertThat(workspace.resolve("untracked.txt")).hasContent("new");
        assertThat(workspace.resolve("sub/b.txt")).hasContent("b");
        assertThat(workspace.resolve("ignored")).doesNotExist();
        assertThat(Files.isSymbolicLink(workspace.resolve("link"))).isTrue();
        assertThat(result.revision().commit()).contains(second.getName());
        assertThat(result.revision().modified()).isTrue();
        assertThat(result.revision().branch()).contains("main");
    }

    @Test
    void aCopyAnswersGitWithoutTouchingTheOriginal() throws Exception {
        checkedOut(new Folder(project), Optional.empty());

        try (Git git = Git.open(workspace.toFile())) {
            assertThat(git.describe().setTags(true).call()).startsWith("v1-1-g");
            commit(git, "in the copy");
        }

        try (Git git = Git.open(project.toFile())) {
            assertThat(git.log().call()).hasSize(2);
        }
    }

    @Test
    void theSameFilesHaveTheSameDigest() throws Exception {
        String before =
                checkedOut(new Folder(project), Optional.empty()).revision().digest();
        workspace = folder.resolve("again");
        String same =
                checkedOut(new Folder(project), Optional.empty()).revision().digest();
        workspace = folder.resolve("changed");
        write("sub/b.txt", "c");
        String other =
                checkedOut(new Folder(project), Optional.empty()).revision().digest();

        assertThat(same).isEqualTo(before);
        assertThat(other).isNotEqualTo(before);
    }

    @Test
    void aFolderWithinARepositoryIsTheProject() throws Exception {
        checkedOut(new Folder(project.resolve("sub")), Optional.empty());

        assertThat(workspace.resolve("b.txt")).hasContent("b");
        assertThat(workspace.resolve("a.txt")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "v1", "first", "first-short"})
    void clonesBranchesTagsAndCommits(String ref) throws Exception {
        String wanted = ref.equals("first")
                ? first.getName()
                : ref.equals("first-short") ? first.getName().substring(0, 8) : ref;
        RepositoryLocation remote = RepositoryLocation.parse("file://" + project, folder);

        CheckedOut result = checkedOut(remote, Optional.of(wanted));

        RevCommit expected = ref.equals("main") ? second : first;
        assertThat(result.revision().commit()).contains(expected.getName());
        assertThat(result.revision().branch()).isEqualTo(ref.equals("main") ? Optional.of("main") : Optional.empty());
        assertThat(workspace.resolve("a.txt")).hasContent(ref.equals("main") ? "two" : "one");
    }

    @Test
    void theDefaultBranchIsKnownByItsName() throws Exception {
        CheckedOut result = checkedOut(RepositoryLocation.parse("file://" + project, folder), Optional.empty());

        assertThat(result.revision().branch()).contains("main");
    }

    @Test
    void aFolderAtARefIsThatCommit() throws Exception {
        checkedOut(new Folder(project.resolve("sub")), Optional.of("v1"));

        assertThat(workspace.resolve("b.txt")).hasContent("b");
    }

    @Test
    void saysThatARefIsMissing() throws Exception {
        Failed failed = failed(new Folder(project), Optional.of("no-such-branch"));

        assertThat(failed.badInput()).isTrue();
        assertThat(failed.message()).contains(project.toString()).contains("no branch, tag or commit 'no-such-branch'");
    }

    @Test
    void saysThatARepositoryIsMissing() throws Exception {
        Failed failed = failed(RepositoryLocation.parse("file:///no/such/repo.git", folder), Optional.empty());

        assertThat(failed.badInput()).isTrue();
        assertThat(failed.message()).contains("no such repository");
    }

    @Test
    void saysThatAHostIsMissingAndKeepsTheTokenToItself() throws Exception {
        Failed failed = failed(
                RepositoryLocation.parse("https://me:sesame@no-such-host.invalid/shop.git", folder), Optional.empty());

        assertThat(failed.message()).contains("no such host").doesNotContain("sesame");
    }

    @Test
    void saysThatAFolderIsEmpty() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(failed(new Folder(empty), Optional.empty()).message()).contains("holds no file");
    }

    @Test
    void aFolderWithoutGitIsTakenWhole() throws Exception {
        Path plain = Files.createDirectories(folder.resolve("plain/deep"));
        String longName = "n".repeat(255);
        Files.writeString(plain.resolve(longName), "x");

        CheckedOut result = checkedOut(new Folder(plain.getParent()), Optional.empty());

        assertThat(workspace.resolve("deep").resolve(longName)).exists();
        assertThat(result.revision().commit()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/repo", "http://user:sesame@host/repo", "no-such-folder"})
    void refusesWhatItCannotFetch(String text) {
        assertThatThrownBy(() -> RepositoryLocation.parse(text, folder))
                .isInstanceOf(UnknownLocation.class)
                .hasMessageNotContaining("sesame");
    }

    private CheckedOut checkedOut(RepositoryLocation location, Optional<String> ref) throws IOException {
        CheckoutResult result = new Checkout(Duration.ofSeconds(30)).into(workspace, location, ref);
        assertThat(result).isInstanceOf(CheckedOut.class);
        return (CheckedOut) result;
    }

    private Failed failed(RepositoryLocation location, Optional<String> ref) throws IOException {
        CheckoutResult result = new Checkout(Duration.ofSeconds(30)).into(workspace, location, ref);
        assertThat(result).isInstanceOf(Failed.class);
        return (Failed) result;
    }
}
