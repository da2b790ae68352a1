package dev.flakydetector.handler;

import java.util.List;

/** What travels between Clone and the workers, by its name in the archive and on a workbench. */
final class WorkerFolder {

    /** The detection as it was begun. */
    static final String DETECTION = "detection.json";

    /** Empty, and there where the user named what to vary. */
    static final String VARIATIONS_NAMED = "variations-named";

    /** As {@code Workbench} names it. */
    static final String PROJECT = "project";

    /** All that attempts need: the workspace, the tools beside it, and the home that holds the tools' caches. */
    static final List<String> PREPARED = List.of(PROJECT, "tools", "home");

    static final String HOME = "home";

    /** Unpacked; Lambda has room for ten times as much at the most. */
    static final long MOST_BYTES = 4L << 30;

    private WorkerFolder() {}
}
