package dev.flakydetector.remote;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** Functions of AWS Lambda. */
public final class LambdaFunctions implements Functions, FunctionAnswers {

    /** What Lambda takes at once from one that waits. */
    private static final int LARGEST = 6 * 1024 * 1024;

    private static final int TOO_LARGE = 413;

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

    @Override
    public Answer ask(String function, String event) {
        SdkBytes payload = SdkBytes.fromUtf8String(event);
        if (payload.asByteArrayUnsafe().length > LARGEST) {
            return new Answer.TooLarge();
        }
        try {
            InvokeResponse response =
                    client.invoke(r -> r.functionName(function).payload(payload));
            String json = response.payload().asUtf8String();
            if (response.functionError() != null) {
                throw new RemoteTrouble("The function %s broke: %s".formatted(function, json));
            }
            return new Answer.Given(json);
        } catch (LambdaException e) {
            if (e.statusCode() == TOO_LARGE) {
                return new Answer.TooLarge();
            }
            throw new RemoteTrouble("Cannot ask the function %s: %s".formatted(function, e.getMessage()), e);
        } catch (SdkException e) {
            throw new RemoteTrouble("Cannot ask the function %s: %s".formatted(function, e.getMessage()), e);
        }
    }
}
