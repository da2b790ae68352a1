package dev.flakydetector.adapter.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.SetupSetting;
import dev.flakydetector.adapter.SetupStep;
import dev.flakydetector.adapter.TemporaryProject;
import dev.flakydetector.domain.TestCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpmInstallTest {

    @TempDir
    private Path folder;

    private NpmProject project;

    @BeforeEach
    void makeProject() {
        project = new NpmProject(folder).file("package.json", "{\"devDependencies\": {\"jest\": \"^30.0.0\"}}");
    }

    @Test
    void installsExactlyWhatTheLockFileSays() {
        project.file("package-lock.json", "{}");

        assertThat(commands(true))
                .containsExactly(List.of("/machine/npm", "ci", "--include=dev", "--no-audit", "--no-fund"));
    }

    @Test
    void writesNoLockFileWhereThereIsNone() {
        assertThat(commands(true).get(0)).startsWith("/machine/npm", "install").contains("--no-package-lock");
    }

    @Test
    void usesYarnWhereItsLockFileIs() {
        project.file("yarn.lock", "# yarn lockfile v1\n");

        assertThat(commands(true)).containsExactly(List.of("/machine/yarn", "install", "--frozen-lockfile"));
    }

    @Test
    void knowsTheLockFileOfNewerYarn() {
        project.file("yarn.lock", "# generated\n\n__metadata:\n  version: 8\n");

        assertThat(commands(true)).containsExactly(List.of("/machine/yarn", "install", "--immutable"));
    }

    @Test
    void usesPnpmWhereItsLockFileIs() {
        project.file("pnpm-lock.yaml", "");

        assertThat(commands(true)).containsExactly(List.of("/machine/pnpm", "install", "--frozen-lockfile"));
    }

    @Test
    void installsNothingWhereAllIsThere() {
        project.installed("jest", "30.5.2", "bin/jest.js");

        assertThat(commands(true)).isEmpty();
    }

    @Test
    void installsNothingWhereNothingIsWanted() {
        assertThat(commands(false)).isEmpty();
    }

    @Test
    void installsNothingWhereNothingIsAskedFor() {
        project.file("package.json", "{}");

        assertThat(commands(true)).isEmpty();
    }

    private List<List<String>> commands(boolean installDependencies) {
        SetupSetting setting = new SetupSetting(
                folder,
                project.beside("tools"),
                TestCommand.of("npm", "test"),
                TemporaryProject.MACHINE,
                installDependencies,
                folder);
        return NpmInstall.steps(setting).stream().map(SetupStep::command).toList();
    }
}
