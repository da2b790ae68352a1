package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.emulator.LambdaProcess;
import dev.flakydetector.emulator.LambdaProcess.Answer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A function with its execution environments: a call goes to a warm one or to a new one, and an environment that ended is
 * not used again.
 */
final class LambdaFunction implements AutoCloseable {

    /** One client at a time may start, of all functions: see {@link LambdaProcess}. */
    private static final Object STARTING = new Object();

    private final BlockingDeque<LambdaProcess> warm = new LinkedBlockingDeque<>();
    private final AtomicInteger environments = new AtomicInteger();
    private final Semaphore room;
    private final Environments starter;
    private volatile Calls calls = LambdaProcess::invoke;

    /** @param most calls at once; further ones wait, where the service would throttle them */
    LambdaFunction(int most, Environments starter) {
        this.room = new Semaphore(most);
        this.starter = starter;
    }

    /** Starts an execution environment. */
    @FunctionalInterface
    interface Environments {

        /** @param number counts from zero */
        LambdaProcess start(int number) throws Exception;
    }

    /** What becomes of a call; a test may make it a bad day. */
    @FunctionalInterface
    interface Calls {
        Answer call(LambdaProcess process, byte[] event) throws IOException;
    }

    void withCalls(Calls other) {
        calls = other;
    }

    /** How many environments there have been. */
    int environments() {
        return environments.get();
    }

    Answer invoke(byte[] event) throws IOException {
        acquire();
        try {
            LambdaProcess process = environment();
            Answer answer = calls.call(process, event);
            if (answer.kind() == Answer.Kind.ENDED) {
                process.close();
                ObjectNode error = StateMachineLoop.JSON
                        .createObjectNode()
                        .put("errorType", "Runtime.ExitError")
                        .put("errorMessage", "RequestId: request Error: Runtime exited");
                return new Answer(Answer.Kind.ENDED, error.toString());
            }
            warm.addFirst(process);
            return answer;
        } finally {
            room.release();
        }
    }

    /** An asynchronous call: the service tries it three times in all. */
    void invokeLater(byte[] event) {
        try {
            int tries = 0;
            while (tries < 3 && invoke(event).kind() != Answer.Kind.ANSWERED) {
                tries++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acquire() throws IOException {
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private LambdaProcess environment() throws IOException {
        LambdaProcess process = warm.pollFirst();
        if (process != null) {
            return process;
        }
        synchronized (STARTING) {
            try {
                return starter.start(environments.getAndIncrement());
            } catch (Exception e) {
                throw new IOException("The environment could not be started", e);
            }
        }
    }

    @Override
    public void close() {
        warm.forEach(LambdaProcess::close);
    }
}
