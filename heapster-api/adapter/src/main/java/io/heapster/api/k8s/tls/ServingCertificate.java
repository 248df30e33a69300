package io.heapster.api.k8s.tls;

import io.heapster.core.time.TimeSource;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that a server shows: from files that are read again when they change, or made
 * here and renewed in time. New handshakes get the new one; nothing is restarted. Thread-safe.
 */
public final class ServingCertificate implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServingCertificate.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  private final IdentitySource source;
  private final LiveIdentity live;
  private final TimeSource time;
  private @Nullable Recheck looking;

  private ServingCertificate(IdentitySource source, TimeSource time) {
    this.source = source;
    this.time = time;
    this.live = new LiveIdentity(source.first());
  }

  /**
   * Reads the files, or makes a certificate, which takes some milliseconds.
   *
   * @throws IllegalArgumentException when the files given cannot be used; names them
   */
  public static ServingCertificate open(ServingOptions options, TimeSource time) {
    IdentitySource source =
        options.certFile().isEmpty()
            ? new OwnIdentity(Path.of(options.certDir()), options.names(), time)
            : new IdentityFiles(
                Path.of(options.certFile()), Path.of(options.privateKeyFile()), time);
    return new ServingCertificate(source, time);
  }

  /** Begins to look for changes. */
  public synchronized void start() {
    if (looking == null) {
      looking = Recheck.every(LOOK_EVERY, "serving certificate", this::look, time);
    }
  }

  /** For the server, e.g. by {@code KeyCertOptions.wrap}; gives the certificate of the moment. */
  public X509ExtendedKeyManager keys() {
    return live;
  }

  /** The certificate of the moment and those who signed it. */
  public List<X509Certificate> chain() {
    return live.current().chain();
  }

  /** Whom clients may trust, where the certificate was made here; changes once in nine years. */
  public synchronized Optional<X509Certificate> authority() {
    return source.authority();
  }

  /** Takes over what changed. */
  synchronized void look() {
    source
        .next()
        .ifPresent(identity -> {
          live.swap(identity);
          LOG.info("serving with a new certificate: {}", identity);
        });
  }

  @Override
  public synchronized void close() {
    if (looking != null) {
      looking.close();
      looking = null;
    }
  }
}
