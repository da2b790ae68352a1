package dev.flakydetector.remote;

import dev.flakydetector.checkout.GitTokens;
import dev.flakydetector.history.dynamo.DynamoTable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The clients of a process that lives as long as they do, by the SDK's usual settings. */
public final class AwsClients {

    private AwsClients() {}

    public static DynamoTable table(String name) {
        return new DynamoTable(
                DynamoDbClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                name);
    }

    public static ObjectStore objects(String bucket) {
        return new S3ObjectStore(
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                S3Presigner.create(),
                bucket);
    }

    public static LambdaFunctions functions() {
        return new LambdaFunctions(LambdaClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
    }

    public static GitTokens tokens(String secret) {
        return new SecretTokens(
                SecretsManagerClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                secret);
    }

    public static Executions executions(String stateMachine) {
        return new StepFunctionsExecutions(
                SfnClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                stateMachine);
    }
}
