package dev.flakydetector.handler;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.history.AttemptPacking;
import dev.flakydetector.history.AttemptPacking.PackedAttempt;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.history.Packed;
import dev.flakydetector.history.RunHistory;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A history in memory but for the attempts, which are files: as with a real table, the process that measures holds none of
 * them.
 */
final class AttemptsOnDisk {

    private final RunHistory others = new InMemoryRunHistory();
    private final Path folder;
    private final Map<Integer, Path> attempts = new TreeMap<>();
    private final Map<String, Packed> rosters = new HashMap<>();
    private final AttemptPacking packing = new AttemptPacking((id, digest) -> roster(digest));

    private AttemptsOnDisk(Path folder) {
        this.folder = folder;
    }

    /** @param folder for the attempts of one detection */
    static RunHistory in(Path folder) {
        AttemptsOnDisk history = new AttemptsOnDisk(folder);
        return (RunHistory) Proxy.newProxyInstance(
                RunHistory.class.getClassLoader(),
                new Class<?>[] {RunHistory.class},
                (proxy, method, arguments) -> history.call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("add")) {
            add((String) arguments[0], (CompletedAttempt) arguments[1]);
            return null;
        }
        if (method.getName().equals("forEachAttempt")) {
            @SuppressWarnings("unchecked")
            Consumer<CompletedAttempt> each = (Consumer<CompletedAttempt>) arguments[1];
            for (Path file : attempts.values()) {
                each.accept(packing.unpack((String) arguments[0], Packed.ofBytes(Files.readAllBytes(file))));
            }
            return null;
        }
        try {
            return method.invoke(others, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void add(String id, CompletedAttempt attempt) throws IOException {
        PackedAttempt packed = packing.pack(id, attempt);
        int number = attempt.attempt().number();
        synchronized (this) {
            packed.newRoster().ifPresent(roster -> rosters.put(roster.digest(), roster.document()));
            if (attempts.containsKey(number)) {
                return;
            }
            attempts.put(number, folder.resolve(Integer.toString(number)));
        }
        Files.write(folder.resolve(Integer.toString(number)), packed.document().bytes());
        packed.newRoster().ifPresent(roster -> packing.stored(id, roster));
    }

    private synchronized Optional<Packed> roster(String digest) {
        return Optional.ofNullable(rosters.get(digest));
    }
}
