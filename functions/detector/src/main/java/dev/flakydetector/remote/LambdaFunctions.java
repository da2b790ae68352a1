package dev.flakydetector.remote;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** Functions of AWS Lambda. */
public final class LambdaFunctions implements Functions {

    private final LambdaClient client;

    /** @param client belongs to the caller, who closes it */
    public LambdaFunctions(LambdaClient client) {
        this.client = client;
    }

    @Override
    public void send(String function, String event) {
        try {
            client.invoke(r -> r.functionName(function)
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String(event)));
        } catch (SdkException e) {
            throw new RemoteTrouble("Cannot send an event to the function: " + e.getMessage(), e);
        }
    }
}
