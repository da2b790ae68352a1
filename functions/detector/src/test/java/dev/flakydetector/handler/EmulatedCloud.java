package dev.flakydetector.handler;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One {@link Cloud} for all tests of a class. */
final class EmulatedCloud implements BeforeAllCallback, AfterAllCallback {

    private @Nullable Cloud cloud;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        cloud = Cloud.start();
    }

    Cloud cloud() {
        if (cloud == null) {
            throw new IllegalStateException("The cloud has not started");
        }
        return cloud;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (cloud != null) {
            cloud.close();
        }
    }
}
