package io.heapster.sinks.influxdb;

import io.heapster.sinks.tls.ServerTrust;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** The only authorities whose certificates count: what the option {@code cacert} names. */
public final class TrustedAuthorities {
  private final X509TrustManager manager;
  private final SSLSocketFactory sockets;

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException when it holds no certificates; names it
   */
  public TrustedAuthorities(Path file) {
    manager = ServerTrust.authorities(file);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      sockets = context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS in this JDK: " + e, e);
    }
  }

  public void use(OkHttpClient.Builder client) {
    client.sslSocketFactory(sockets, manager);
  }
}
