package dev.flakydetector.handler;

import java.nio.file.Path;

/** The jars that Maven makes for functions, by what runs from them. */
enum FunctionJar {
    API("flaky-api-function.jar"),
    STEPS("flaky-steps-function.jar"),
    CLONE("flaky-clone-function.jar"),
    WORKER("flaky-worker.jar");

    private final String file;

    FunctionJar(String file) {
        this.file = file;
    }

    Path path() {
        return Path.of("target", file).toAbsolutePath();
    }

    /** The jar from which template.yaml runs a handler of this module. */
    static FunctionJar of(String handler) {
        return switch (handler) {
            case "ApiHandler" -> API;
            case "CloneHandler" -> CLONE;
            case "WorkerHandler" -> WORKER;
            default -> STEPS;
        };
    }
}
