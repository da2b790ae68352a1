package dev.flakydetector.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example/a/b.git",
                "https://GIT.example:443/a",
                "git@git.example:a/b.git",
                "ssh://git@git.example:2222/a"
            })
    void allowsListedHosts(String url) {
        assertThat(guard("140.82.112.3").objection(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://git.example/a",
                "file:///etc",
                "/etc",
                "root@git.example:a",
                "git@git.example://a",
                "https:///a",
                "https://git example/a",
                "ext::sh -c id"
            })
    void allowsNothingButHttpsAndSsh(String url) {
        assertThat(guard("140.82.112.3").objection(url))
                .hasValueSatisfying(objection -> assertThat(objection).contains("only https"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example/a",
                "https://git.example.other.example/a",
                "https://git.example@other.example/a",
                "git@other.example:a",
                "https://127.0.0.1/a",
                "https://[::1]/a"
            })
    void refusesOtherHosts(String url) {
        assertThat(guard("140.82.112.3").objection(url))
                .hasValueSatisfying(objection -> assertThat(objection).contains("not among those allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fd00:ec2::254",
                "fec0::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0:4136:e378::",
                "ff02::1"
            })
    void refusesAHostWithAnAddressThatIsNotPublic(String address) {
        assertThat(guard(address).objection("https://git.example/a"))
                .hasValueSatisfying(objection -> assertThat(objection).contains("not public"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"140.82.112.3", "172.32.0.1", "100.128.0.1", "2606:50c0:8000::153"})
    void allowsPublicAddresses(String address) {
        assertThat(guard(address).objection("https://git.example/a")).isEmpty();
    }

    @Test
    void onePrivateAddressAmongPublicOnesIsEnoughToRefuse() {
        assertThat(guard("140.82.112.3", "10.0.0.1").objection("https://git.example/a"))
                .isPresent();
    }

    @Test
    void refusesAHostThatDoesNotExist() {
        CloneGuard guard = new AllowedHosts(Set.of("git.example"), host -> {
            throw new UnknownHostException(host);
        });

        assertThat(guard.objection("https://git.example/a")).contains("there is no host 'git.example'");
    }

    private static CloneGuard guard(String... addresses) {
        return new AllowedHosts(Set.of("git.example"), host -> {
            List<InetAddress> found = new ArrayList<>();
            for (String address : addresses) {
                found.add(InetAddress.getByName(address));
            }
            return found;
        });
    }
}
