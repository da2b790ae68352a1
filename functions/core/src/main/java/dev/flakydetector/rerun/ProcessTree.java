package dev.flakydetector.rerun;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds and kills everything that a process started. A daemon that has left its parent is still known by a variable
 * that it inherited, where the operating system shows a process's environment (Linux); elsewhere only descendants are
 * found.
 */
final class ProcessTree {

    static final String MARK_VARIABLE = "FLAKY_DETECTOR_MARK";

    private static final int BUFFER = 64 << 10;
    private static final Path PROC = Path.of("/proc");
    private static final Duration DEATH = Duration.ofSeconds(5);
    /** How long the dead may wait for their parents; in a container whose first process is no init that is for ever. */
    private static final Duration BURIAL = Duration.ofMillis(20);

    private static final Duration PAUSE = Duration.ofMillis(1);

    private final String prefix;
    private final AtomicLong counter = new AtomicLong();

    /**
     * @param prefix different for every process of ours that runs at the same time
     */
    ProcessTree(String prefix) {
        this.prefix = prefix;
    }

    static File nullDevice() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    String newMark() {
        return prefix + "-" + counter.incrementAndGet();
    }

    /**
     * Kills the process and all that it left.
     *
     * @param grace how long they may take to end by themselves after being asked; zero kills at once
     * @return how many processes besides the first were alive
     */
    int kill(Process process, String mark, Duration grace) {
        Set<ProcessHandle> alive = relatives(process, mark);
        int strays = alive.size();
        if (process.isAlive()) {
            alive.add(process.toHandle());
        }
        if (!alive.isEmpty() && !grace.isZero()) {
            alive.forEach(ProcessHandle::destroy);
            await(alive, grace);
        }
        // Whatever was started meanwhile is found in the next round; a process that only forks loses that race soon.
        for (int round = 0; !alive.isEmpty() && round < 10; round++) {
            alive.forEach(ProcessHandle::destroyForcibly);
            await(alive, DEATH);
            alive = relatives(process, mark);
        }
        return strays;
    }

    private static Set<ProcessHandle> relatives(Process process, String mark) {
        Set<ProcessHandle> found = new HashSet<>();
        if (process.isAlive()) {
            // Whose parent is dead has another one: a look for children of the dead would find none.
            process.descendants().forEach(found::add);
        }
        if (Files.isDirectory(PROC)) {
            addMarked(process.pid(), (MARK_VARIABLE + "=" + mark + "\0").getBytes(StandardCharsets.UTF_8), found);
        }
        found.removeIf(handle -> !handle.isAlive());
        return found;
    }

    /** In few calls of the system, since it is done after every attempt and for every process of the machine. */
    private static void addMarked(long rootPid, byte[] mark, Set<ProcessHandle> found) {
        String[] entries = PROC.toFile().list();
        if (entries == null) {
            throw new UncheckedIOException(new IOException("Cannot list the processes in " + PROC));
        }
        byte[] buffer = new byte[BUFFER];
        for (String entry : entries) {
            if (Character.isDigit(entry.charAt(0))) {
                long pid = Long.parseLong(entry);
                if (pid != rootPid && carries(PROC.resolve(entry).resolve("environ"), mark, buffer)) {
                    ProcessHandle.of(pid).ifPresent(found::add);
                }
            }
        }
    }

    private static boolean carries(Path environ, byte[] mark, byte[] buffer) {
        try (InputStream in = new FileInputStream(environ.toFile())) {
            int length = in.read(buffer);
            if (length < buffer.length) {
                return indexOf(buffer, length, mark) >= 0;
            }
            byte[] rest = in.readAllBytes();
            byte[] whole = Arrays.copyOf(buffer, buffer.length + rest.length);
            System.arraycopy(rest, 0, whole, buffer.length, rest.length);
            return indexOf(whole, whole.length, mark) >= 0;
        } catch (IOException e) {
            // It ended while we looked, or belongs to another user: not ours either way.
            return false;
        }
    }

    private static int indexOf(byte[] text, int length, byte[] part) {
        for (int at = 0; at <= length - part.length; at++) {
            if (text[at] == part[0] && Arrays.equals(text, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }

    /** Looks often and briefly: the JDK looks at processes that are not our own children three times a second. */
    private static void await(Set<ProcessHandle> processes, Duration limit) {
        long start = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            boolean over = waited.compareTo(limit) > 0
                    || processes.stream().noneMatch(ProcessHandle::isAlive)
                    || (waited.compareTo(BURIAL) > 0 && processes.stream().noneMatch(ProcessTree::isRunning));
            if (over) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Whether it can still do anything; a dead process that nobody has asked for its end has a number and is alive to the JDK. */
    static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat =
                    Files.readString(PROC.resolve(Long.toString(process.pid())).resolve("stat"), ISO_8859_1);
            // Its name stands in parentheses, and may hold some itself.
            return !stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            // Where the system shows no such file, or no longer, the JDK's word has to do.
            return process.isAlive();
        }
    }
}
