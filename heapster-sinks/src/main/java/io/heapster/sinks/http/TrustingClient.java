package io.heapster.sinks.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.tls.ServerTrust;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's client with the authorities to be trusted; made anew when their file has changed, so
 * that they may be rotated. Thread-safe.
 */
final class TrustingClient implements AutoCloseable {
  private final @Nullable Path authorities;
  private final boolean insecure;
  private final Duration connectTimeout;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private HttpClient client;

  @GuardedBy("lock")
  private @Nullable FileTime changed;

  /**
   * @throws IllegalArgumentException when the file of authorities cannot be used; names it
   */
  TrustingClient(HttpAccess access, Duration connectTimeout) {
    this.authorities = access.insecureTls() ? null : access.certificateAuthority();
    this.insecure = access.insecureTls();
    this.connectTimeout = connectTimeout;
    try {
      // Before the file is read: a change in between makes the client once too often.
      this.changed = changed();
    } catch (IOException e) {
      throw new IllegalArgumentException("certificate authorities cannot be read: " + e, e);
    }
    this.client = made();
  }

  /**
   * The client of now.
   *
   * @throws SinkHeldException when the file of authorities has become one that cannot be used
   */
  HttpClient current() throws SinkHeldException {
    lock.lock();
    try {
      FileTime now = changed();
      if (now != null && !now.equals(changed)) {
        HttpClient before = client;
        client = made();
        changed = now;
        // What is under way ends as it began.
        before.shutdown();
      }
      return client;
    } catch (IOException | IllegalArgumentException e) {
      throw new SinkHeldException("cacert was changed and cannot be used any more: " + e, e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      client.shutdownNow();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable FileTime changed() throws IOException {
    return authorities == null ? null : Files.getLastModifiedTime(authorities);
  }

  private HttpClient made() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(connectTimeout)
        .sslContext(ServerTrust.context(authorities, insecure))
        .build();
  }
}
