package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProxySettingsTest {

    private static final URI SERVER = URI.create("https://packages.example.org/simple");

    @Test
    void findsTheProxyThatLeadsToAServer() {
        ProxySettings proxies = ProxySettings.of(Map.of("https_proxy", "proxy.example.org:3128"));

        assertEquals(
                Optional.of(URI.create("http://proxy.example.org:3128")), proxies.proxyFor(SERVER));
        assertEquals(Optional.empty(), proxies.proxyFor(URI.create("http://example.org/")));
    }

    @Test
    void leavesOutServersThatNeedNone() {
        for (String exception : new String[] {"*", "example.org", ".example.org,localhost"}) {
            ProxySettings proxies =
                    ProxySettings.of(Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", exception));
            assertEquals(Optional.empty(), proxies.proxyFor(SERVER), exception);
        }
    }

    @Test
    void showsNoPasswords() {
        ProxySettings proxies = ProxySettings.of(Map.of("HTTP_PROXY", "http://me:secret@p:1"));

        assertFalse(proxies.inWords().contains("secret"), proxies.inWords());
    }
}
