package dev.flakydetector.adapter.npm;

import dev.flakydetector.adapter.SetupSetting;
import dev.flakydetector.adapter.SetupStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Installs a project's packages into its {@code node_modules}, which every attempt gets its copy of. */
final class NpmInstall {

    private NpmInstall() {}

    /** No step where nothing is to be installed: not wanted, nothing declared, or there already. */
    static List<SetupStep> steps(SetupSetting setting) {
        Path project = setting.workspace();
        PackageJson manifest = PackageJson.in(project).orElse(null);
        if (!setting.installDependencies() || manifest == null || isComplete(project, manifest)) {
            return List.of();
        }
        NpmClient client = NpmClient.of(project);
        List<String> command = new ArrayList<>(client.install(project));
        setting.toolchain().find(client.program()).ifPresent(found -> command.set(0, found.toString()));
        return List.of(new SetupStep(
                "install the packages of package.json",
                command,
                Map.of(),
                "Check that '%s' works in a fresh clone with its lock file committed, or install them yourself before the detection"
                        .formatted(String.join(" ", client.install(project)))));
    }

    /** Whether every package that is asked for by name is there; npm's own check would take as long as installing. */
    private static boolean isComplete(Path project, PackageJson manifest) {
        Path modules = project.resolve("node_modules");
        return !manifest.hasWorkspaces()
                && manifest.dependencies().keySet().stream()
                        .allMatch(name -> Files.exists(modules.resolve(name).resolve("package.json")));
    }
}
