package dev.flakydetector.remote;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/** Executions of one state machine of AWS Step Functions. */
public final class StepFunctionsExecutions implements Executions {

    private final SfnClient client;
    private final String stateMachine;

    /**
     * @param client belongs to the caller, who closes it
     * @param stateMachine its ARN
     */
    public StepFunctionsExecutions(SfnClient client, String stateMachine) {
        this.client = client;
        this.stateMachine = stateMachine;
    }

    @Override
    public void start(String name, String input) {
        try {
            client.startExecution(
                    r -> r.stateMachineArn(stateMachine).name(name).input(input));
        } catch (ExecutionAlreadyExistsException e) {
            // Whoever started it before us did so for the same detection: its name is the detection's id.
            return;
        } catch (SdkException e) {
            throw new RemoteTrouble("Cannot start execution %s: %s".formatted(name, e.getMessage()), e);
        }
    }
}
