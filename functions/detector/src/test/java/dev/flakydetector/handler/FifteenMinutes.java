package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** A call that has just begun, with Lambda's longest time before it. */
final class FifteenMinutes implements Context {

    private final int millisLeft;

    FifteenMinutes() {
        this(900_000);
    }

    /** Of which only these are left. */
    FifteenMinutes(int millisLeft) {
        this.millisLeft = millisLeft;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return millisLeft;
    }

    @Override
    public String getAwsRequestId() {
        return "request";
    }

    @Override
    public String getLogGroupName() {
        return "group";
    }

    @Override
    public String getLogStreamName() {
        return "stream";
    }

    @Override
    public String getFunctionName() {
        return "function";
    }

    @Override
    public String getFunctionVersion() {
        return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn";
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw new UnsupportedOperationException("no handler asks for it");
    }

    @Override
    public ClientContext getClientContext() {
        throw new UnsupportedOperationException("no handler asks for it");
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }

    @Override
    public LambdaLogger getLogger() {
        throw new UnsupportedOperationException("no handler asks for it");
    }
}
