package dev.flakydetector.adapter.npm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageJsonTest {

    @TempDir
    private Path folder;

    @Test
    void readsScriptsDependenciesAndSections() {
        new NpmProject(folder).file("package.json", """
                        {"name": "@acme/shop", "version": "1.2.3", "bin": "./cli.js",
                         "scripts": {"test": "jest"}, "dependencies": {"a": "^1"}, "devDependencies": {"jest": "~29.7.0"},
                         "optionalDependencies": {"a": "^1"}, "jest": {}, "workspaces": ["packages/*"]}
                        """);

        PackageJson manifest = PackageJson.in(folder).orElseThrow();

        assertThat(manifest.script("test")).contains("jest");
        assertThat(manifest.dependencies()).containsOnlyKeys("jest");
        assertThat(manifest.sections()).contains("jest");
        assertThat(manifest.bin()).containsEntry("shop", "./cli.js");
        assertThat(manifest.hasWorkspaces()).isTrue();
    }

    @Test
    void takesWhatIsOfAnotherTypeAsAbsent() {
        new NpmProject(folder)
                .file("package.json", "{\"name\": 7, \"scripts\": [\"jest\"], \"devDependencies\": {\"jest\": 29}}");

        PackageJson manifest = PackageJson.in(folder).orElseThrow();

        assertThat(manifest.scripts()).isEmpty();
        assertThat(manifest.dependsOn("jest")).isFalse();
    }

    @Test
    void isAbsentWhereThereIsNoneOrItIsBroken() {
        assertThat(PackageJson.in(folder)).isEmpty();

        new NpmProject(folder).file("package.json", "{\"name\":");

        assertThat(PackageJson.in(folder)).isEmpty();
    }

    @Test
    void isAbsentWhereItIsNoObject() {
        new NpmProject(folder).file("package.json", "[]");

        assertThat(PackageJson.in(folder)).isEmpty();
    }
}
