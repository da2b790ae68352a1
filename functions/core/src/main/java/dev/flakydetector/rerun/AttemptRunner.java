package dev.flakydetector.rerun;

import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.LaunchSetting;
import dev.flakydetector.checkout.WorkspaceCopy;
import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.results.ParsedReport;
import dev.flakydetector.results.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs one attempt in a child process, in a copy of the prepared workspace that nothing else has written to. Safe to
 * use from several threads at once.
 */
public final class AttemptRunner {

    /** How much of each stream a report carries, unless the request asks for all. */
    private static final int EXCERPT = 4_000;

    private static final int WHOLE = 1 << 20;

    private final DetectionRequest request;
    private final PreparedProject project;
    private final HostEnvironment host;
    private final WorkspaceCopy copies;
    private final AttemptFolders folders;
    private final SpareCopies spares;
    private final Path logs;
    private final ChildProcess processes;

    /**
     * @param place an empty folder for the attempts to run in
     * @param logs a folder that keeps the full output of attempts that did not pass
     * @param mark different for every process of ours that runs at the same time
     */
    public AttemptRunner(
            DetectionRequest request,
            PreparedProject project,
            HostEnvironment host,
            WorkspaceCopy copies,
            Path place,
            Path logs,
            String mark) {
        this.request = request;
        this.project = project;
        this.host = host;
        this.copies = copies;
        this.folders = new AttemptFolders(place);
        this.spares = new SpareCopies(copies, project.workspace(), folders);
        this.logs = logs;
        this.processes = new ChildProcess(new ProcessTree(mark));
    }

    /**
     * Says how many attempts are to follow, so that their copies can be made ahead. Whoever calls this calls {@link
     * #finish} in the end.
     */
    public void expect(int attempts) {
        if (!request.setup().keepWorkspaces()) {
            spares.expect(attempts);
        }
    }

    /** Waits until nothing works on the attempts' folders any more. */
    public void finish() {
        spares.finish();
    }

    /**
     * @throws ProgramNotStarted when the test command cannot be started at all
     * @throws IOException when the workspace cannot be copied, such as on a full disk
     * @throws InterruptedException when this thread is interrupted; the tests are stopped first
     */
    public CompletedAttempt run(Attempt attempt) throws ProgramNotStarted, IOException, InterruptedException {
        AttemptFolders.Folder folder = folders.take();
        try {
            spares.moveTo(folder);
            return runIn(folder, attempt);
        } finally {
            if (!request.setup().keepWorkspaces()) {
                spares.remove(folder);
                folder.giveBack();
            }
        }
    }

    private CompletedAttempt runIn(AttemptFolders.Folder folder, Attempt attempt)
            throws ProgramNotStarted, IOException, InterruptedException {
        Launch launch = project.adapter()
                .launch(new LaunchSetting(
                        folder.workspace(),
                        folder.scratch(),
                        project.tools(),
                        project.command(),
                        attempt,
                        project.toolchain(),
                        project.support(),
                        host.userHome()));
        Path log = Files.createDirectories(logs.resolve(Integer.toString(attempt.number())));
        ReportSearch search = new ReportSearch(folder.path(), folder.workspace(), log.resolve("stdout.log"));
        search.removeOld(launch.reports());
        SortedMap<String, String> chosen = AttemptVariables.of(attempt);
        ChildProcess.Ending ending = processes.run(new ChildProcess.Order(
                launch.command(),
                folder.workspace(),
                environment(folder, launch, attempt, chosen),
                log,
                request.timeout()));
        ParsedReport report = Reports.read(search.find(launch.reports()));
        AttemptResult result = new ResultClassifier(project.adapter(), project.command(), folder.workspace())
                .classify(launch, ending, report);
        CompletedAttempt completed = new CompletedAttempt(
                attempt,
                result,
                ending.exitCode(),
                output(ending),
                ending.duration(),
                chosen,
                remarks(launch, ending, report));
        if (completed.passed() && !request.report().saveFullOutput()) {
            copies.delete(log);
        }
        return completed;
    }

    private CapturedOutput output(ChildProcess.Ending ending) {
        int most = request.report().saveFullOutput() ? WHOLE : EXCERPT;
        boolean truncated =
                ending.stdout().isLongerThan(most) || ending.stderr().isLongerThan(most);
        return new CapturedOutput(ending.stdout().excerpt(most), ending.stderr().excerpt(most), truncated);
    }

    /**
     * What the project sets itself counts in a control; what is varied on purpose counts in a varied attempt.
     */
    private SortedMap<String, String> environment(
            AttemptFolders.Folder folder, Launch launch, Attempt attempt, SortedMap<String, String> chosen) {
        SortedMap<String, String> environment = new TreeMap<>(host.allowed());
        environment.put("HOME", folder.home().toString());
        for (String name : List.of("TMPDIR", "TEMP", "TMP")) {
            environment.put(name, folder.temporary().toString());
        }
        if (attempt.isControl()) {
            environment.putAll(chosen);
            environment.putAll(project.command().environment());
        } else {
            environment.putAll(project.command().environment());
            environment.putAll(chosen);
        }
        environment.putAll(launch.environment());
        return environment;
    }

    private static List<String> remarks(Launch launch, ChildProcess.Ending ending, ParsedReport report) {
        List<String> remarks = new ArrayList<>(launch.shortfalls());
        remarks.addAll(report.problems());
        for (ProcessLog log : List.of(ending.stdout(), ending.stderr())) {
            if (!log.trouble().isEmpty()) {
                remarks.add(log.trouble());
            }
        }
        if (ending.strays() > 0) {
            remarks.add("it left %d processes running, which were killed".formatted(ending.strays()));
        }
        return remarks;
    }
}
