package io.heapster.sinks.influxdb;

import io.heapster.core.tls.AnyCertificate;
import io.heapster.sinks.rows.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * What the clients send their requests through. Both take records as a {@code String} only: lines
 * would be decoded to be encoded again. So they are given an empty one, and the bytes take its
 * place here, before compression and authentication, which stay theirs. Answers other than success
 * become {@link RefusalException}, since the clients keep neither status nor headers. Thread-safe.
 */
final class LineChannel implements AutoCloseable {
  private static final ScopedValue<Rows> ROWS = ScopedValue.newInstance();
  private static final MediaType LINES = MediaType.get("text/plain; charset=utf-8");
  private static final int MOST_REASON_BYTES = 16 << 10;

  private final boolean insecureTls;
  private final @Nullable TrustedAuthorities authorities;
  private final Duration timeout;
  private final ConnectionPool connections = new ConnectionPool();

  LineChannel(InfluxdbConfig config, Duration timeout) {
    Path file = config.certificateAuthority();
    this.authorities = file == null ? null : new TrustedAuthorities(file);
    this.insecureTls = config.insecureTls();
    this.timeout = timeout;
  }

  /** For a client to be made from. */
  OkHttpClient.Builder clientBuilder() {
    var builder =
        new OkHttpClient.Builder()
            .connectionPool(connections)
            .connectTimeout(timeout)
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .callTimeout(timeout)
            // Followed, a POST becomes the GET of a page, which is there, and takes nothing.
            .followRedirects(false)
            .followSslRedirects(false)
            .addInterceptor(LineChannel::intercept);
    if (insecureTls) {
      builder
          .sslSocketFactory(AnyCertificate.context().getSocketFactory(), new AnyCertificate())
          .hostnameVerifier((_, _) -> true);
    } else if (authorities != null) {
      authorities.use(builder);
    }
    return builder;
  }

  /** Makes a client's call with the rows as the body of its request. */
  static <T extends @Nullable Object> T withRows(Rows rows, Callable<T> call) throws IOException {
    try {
      return ScopedValue.where(ROWS, rows).call(call::call);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("request ended by " + e, e);
    }
  }

  @Override
  public void close() {
    connections.evictAll();
  }

  private static Response intercept(Interceptor.Chain chain) throws IOException {
    var request = chain.request();
    boolean write = ROWS.isBound();
    if (write) {
      request = request.newBuilder().method("POST", new Body(ROWS.get())).build();
    }
    Response response = chain.proceed(request);
    if (response.isSuccessful() && !write) {
      return response;
    }
    String said = response.peekBody(MOST_REASON_BYTES).string();
    if (write && isTaken(response, said)) {
      return response;
    }
    try (response) {
      throw new RefusalException(response.code(), said, response::header);
    }
  }

  /** InfluxDB answers a write with nothing; whoever has something to say is not InfluxDB. */
  private static boolean isTaken(Response response, String said) {
    return response.code() == 204 || (response.code() == 200 && said.isEmpty());
  }

  private static final class Body extends RequestBody {
    private final Rows rows;

    Body(Rows rows) {
      this.rows = rows;
    }

    @Override
    public MediaType contentType() {
      return LINES;
    }

    @Override
    public long contentLength() {
      return rows.length();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(rows.array(), rows.offset(), rows.length());
    }
  }
}
