package dev.flakydetector.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEndpointTest {

    private static final String API = "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com";

    @Test
    void readsTheRegionFromTheAddress() {
        CloudEndpoint endpoint = CloudEndpoint.parse(API + "/", Optional.of("us-east-1"));

        assertThat(endpoint.region()).isEqualTo("eu-central-1");
        assertThat(endpoint.at("/detections/d1")).hasToString(API + "/detections/d1");
    }

    @Test
    void takesTheRegionOfTheEnvironmentForANameOfOnesOwn() {
        assertThat(CloudEndpoint.parse("https://flaky.example.com/api", Optional.of("us-gov-west-1")))
                .satisfies(endpoint -> assertThat(endpoint.region()).isEqualTo("us-gov-west-1"))
                .satisfies(endpoint ->
                        assertThat(endpoint.at("/detections")).hasToString("https://flaky.example.com/api/detections"));
    }

    @Test
    void asksForARegionWhereNobodyNamesOne() {
        assertThatThrownBy(() -> CloudEndpoint.parse("https://flaky.example.com", Optional.empty()))
                .hasMessageContaining("aws-region");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
                "a1b2c3d4e5",
                "https://user:secret@flaky.example.com",
                "https://flaky.example.com/?key=1",
                "https://not an address"
            })
    void refusesWhereASignedRequestMustNotGo(String text) {
        assertThatThrownBy(() -> CloudEndpoint.parse(text, Optional.of("eu-west-1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example/x", "/detections/../..", "https://evil.example", "/a?b", "/a b", "", "/%2e"})
    void refusesPathsThatLeadElsewhere(String path) {
        CloudEndpoint endpoint = CloudEndpoint.parse(API, Optional.empty());

        assertThatThrownBy(() -> endpoint.at(path)).hasMessageContaining("is no path of the API");
    }
}
