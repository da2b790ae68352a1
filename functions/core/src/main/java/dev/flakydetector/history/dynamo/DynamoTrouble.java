package dev.flakydetector.history.dynamo;

import dev.flakydetector.history.HistoryUnavailable;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What an error of DynamoDB means to a user, and what helps. */
final class DynamoTrouble {

    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;

    private DynamoTrouble() {}

    /** Does the work; the client has retried by itself what a retry may help. */
    static <T> T ask(String tried, DynamoTable table, Supplier<T> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            throw new HistoryUnavailable(
                    "Cannot %s in the DynamoDB table %s: %s. %s"
                            .formatted(tried, table.name(), e.getMessage(), advice(e)),
                    e);
        }
    }

    /**
     * Does work to its end although somebody wants this thread to stop, so that nothing measured is lost; the thread stays
     * interrupted.
     *
     * @param work comes to the same when it is done twice: a call that the client broke off may have been carried out
     */
    static <T> T insist(String tried, DynamoTable table, Supplier<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            return ask(tried, table, work);
        } catch (HistoryUnavailable e) {
            if (!(e.getCause() instanceof AbortedException)) {
                throw e;
            }
            interrupted = true;
            Thread.interrupted();
            return ask(tried, table, work);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String advice(SdkException e) {
        if (e instanceof ResourceNotFoundException) {
            return "Deploy the stack that makes the table, or correct the table's name or the region.";
        }
        if (e instanceof AwsServiceException service && service.isThrottlingException()) {
            return "The table gets more than it may take: try again later, or run less at once.";
        }
        if (e instanceof AwsServiceException service
                && (service.statusCode() == FORBIDDEN || service.statusCode() == BAD_REQUEST)) {
            return "See that the credentials are valid and may read and write this table.";
        }
        return "See that the network, the region, the endpoint and the credentials are right, and try again.";
    }
}
