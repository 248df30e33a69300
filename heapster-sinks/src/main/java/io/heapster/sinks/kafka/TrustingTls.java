package io.heapster.sinks.kafka;

import io.heapster.core.tls.AnyCertificate;
import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * Encryption without asking who the other end is, for {@code insecuressl}. Public, with a
 * constructor without arguments, because Kafka makes it.
 */
public final class TrustingTls implements SslEngineFactory {
  private @Nullable SSLContext context;

  @Override
  public void configure(Map<String, ?> settings) {
    context = AnyCertificate.context();
  }

  @Override
  public SSLEngine createClientSslEngine(String host, int port, String identification) {
    SSLContext ready = context;
    if (ready == null) {
      throw new IllegalStateException("not configured");
    }
    SSLEngine engine = ready.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    return engine;
  }

  @Override
  public SSLEngine createServerSslEngine(String host, int port) {
    throw new UnsupportedOperationException("for clients only");
  }

  @Override
  public boolean shouldBeRebuilt(Map<String, Object> settings) {
    return false;
  }

  @Override
  public Set<String> reconfigurableConfigs() {
    return Set.of();
  }

  @Override
  public @Nullable KeyStore keystore() {
    return null;
  }

  @Override
  public @Nullable KeyStore truststore() {
    return null;
  }

  @Override
  public void close() {}
}
