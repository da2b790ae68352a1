package dev.flakydetector.telemetry;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.util.concurrent.Callable;

/** Hears what a function does in a call, for its logs and metrics. One call at a time, as Lambda has it. */
public interface Telemetry {

    /** Where nobody listens: on the user's own machine, and in tests. */
    Telemetry SILENT = new Silence();

    /** Does the work of one call; what is logged and counted in it belongs to that call. */
    void during(Context context, Work work) throws IOException;

    /** The detection that this call is about. */
    void concerns(String detectionId);

    void count(Measure measure, long amount);

    /** Counts one, and one of this kind. */
    void countOne(Measure measure, String kind);

    /** Work of this call that another thread does. */
    <T> Callable<T> within(Callable<T> work);

    /** What a function does in a call. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }
}
