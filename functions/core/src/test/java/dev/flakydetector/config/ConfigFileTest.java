package dev.flakydetector.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Variation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

    @TempDir
    private Path project;

    @Test
    void readsEveryKey() {
        ConfigResult result = ConfigFile.parse("""
                runs: 150
                parallelism: 15
                timeout: 60
                test_command: "pytest tests/ -k 'a b'"
                framework: pytest
                until: cap
                vary: [order, timezone]
                ignore_patterns:
                  - "test_known_*"
                severity_thresholds: {critical: 0.95, high: 0.6, medium: 0.05, low: 0.01}
                auto_install_dependencies: false
                pip_install_timeout: 30
                install_timeout: 90
                cleanup_on_failure: true
                preserve_temp_dir: true
                auto_trigger_on_failure: false
                auto_trigger_runs: 30
                auto_trigger_parallelism: 6
                save_full_output: true
                max_error_length: 500
                random_seed_range: {min: 5, max: 5000}
                false_positive_threshold: 0.6
                """, "f.yml");

        assertThat(result.problems()).isEmpty();
        ProjectConfig config = result.config();
        assertThat(config.runs()).contains(150);
        assertThat(config.testCommand().orElseThrow().words()).containsExactly("pytest", "tests/", "-k", "a b");
        assertThat(config.vary().orElseThrow()).containsExactlyInAnyOrder(Variation.ORDER, Variation.TIMEZONE);
        assertThat(config.report().thresholds().medium()).isEqualTo(0.05);
        assertThat(config.report().ignorePatterns()).containsExactly("test_known_*");
        assertThat(config.setup().installTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.setup().keepWorkspaces()).isTrue();
        assertThat(config.seedRange().max()).isEqualTo(5_000);
        assertThat(config.trigger()).isEqualTo(new ProjectConfig.Trigger(false, 30, 6));
        assertThat(config.falsePositiveThreshold()).contains(0.6);
    }

    @Test
    void tellsEveryProblemWithItsLine() {
        ConfigResult result = ConfigFile.parse("""
                runs: 1001
                paralelism: 4
                timeout: soon
                severity_thresholds:
                  high: 2
                  hihg: 0.5
                runs: 3
                vary: [order, weather]
                save_full_output: yes
                """, "f.yml");

        assertThat(result.problems())
                .containsExactlyInAnyOrder(
                        "f.yml:7: runs is given twice",
                        "f.yml:2: paralelism is not a key that is known. Did you mean 'parallelism'?",
                        "f.yml:3: timeout must be a whole number from 1 to 3600, found 'soon'",
                        "f.yml:5: severity_thresholds.high must be a number from 0 to 1, found '2'",
                        "f.yml:6: severity_thresholds.hihg is not a key that is known. Did you mean 'high'?",
                        "f.yml:8: vary takes all, none, or a list of order, hash-seed, timezone, locale; found 'weather'",
                        "f.yml:9: save_full_output must be true or false, found 'yes'");
    }

    @Test
    void explainsATab() {
        ConfigResult result = ConfigFile.parse("severity_thresholds:\n\thigh: 0.5\n", "f.yml");

        assertThat(result.problems())
                .singleElement()
                .asString()
                .startsWith("f.yml:2: not YAML")
                .contains("tab");
    }

    @Test
    void refusesWhatIsNoMapping() {
        assertThat(ConfigFile.parse("- a\n- b\n", "f.yml").problems())
                .containsExactly("f.yml:1: it must hold keys and values, such as 'runs: 20'");
    }

    @Test
    void anEmptyFileOrNoneMeansTheDefaults() throws IOException {
        assertThat(ConfigFile.parse("# nothing\n", "f.yml").config()).isEqualTo(ProjectConfig.DEFAULT);
        assertThat(ConfigFile.of(project).config()).isEqualTo(ProjectConfig.DEFAULT);
    }

    @Test
    void followsNoLink() throws IOException {
        Files.createSymbolicLink(project.resolve(".flaky-detector.yml"), Path.of("/etc/hostname"));

        assertThat(ConfigFile.of(project).problems()).singleElement().asString().contains("not a plain file");
    }
}
