package dev.flakydetector.cost;

import java.util.Locale;

/** What the cloud charges for, each under the name of its price. */
enum Resource {
    LAMBDA_GB_SECOND_ARM64,
    LAMBDA_REQUEST,
    STEP_FUNCTIONS_TRANSITION,
    DYNAMODB_WRITE_UNIT,
    DYNAMODB_READ_UNIT,
    S3_PUT,
    S3_GET,
    S3_GB_MONTH,
    HTTP_API_REQUEST,
    LOGS_GB;

    String priceName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
