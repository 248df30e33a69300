package io.heapster.sinks.influxdb.history;

import io.heapster.core.history.HistoryException;
import io.heapster.core.tls.AnyCertificate;
import io.heapster.sinks.influxdb.InfluxdbConfig;
import io.heapster.sinks.influxdb.TrustedAuthorities;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Sends statements and hands on the rows of the answer while they come in. Over the HTTP client of
 * influxdb-java, not over its queries: those turn 64-bit integers into doubles (JSON) or lose the
 * errors inside of answers (MessagePack). Blocking, thread-safe.
 */
final class QueryClient implements AutoCloseable {
  private static final int CHUNK_ROWS = 5_000;
  private static final int ERROR_BYTES = 4_096;
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  private final InfluxdbConfig config;
  private final Duration limit;
  private final HttpUrl url;
  private final OkHttpClient http;

  /**
   * @param limit of a statement, from connecting to the last row
   */
  QueryClient(InfluxdbConfig config, Duration limit) {
    this.config = config;
    this.limit = limit;
    this.url =
        HttpUrl.get(config.endpoint().toString())
            .newBuilder()
            .addPathSegment("query")
            .addQueryParameter("db", config.database())
            .build();
    var builder =
        new OkHttpClient.Builder()
            .connectTimeout(limit.compareTo(LONGEST_CONNECT) < 0 ? limit : LONGEST_CONNECT)
            .readTimeout(limit)
            .writeTimeout(limit)
            .callTimeout(limit)
            .followRedirects(false)
            .addNetworkInterceptor(QueryClient::connected);
    if (config.insecureTls()) {
      builder
          .sslSocketFactory(AnyCertificate.context().getSocketFactory(), new AnyCertificate())
          .hostnameVerifier((_, _) -> true);
    } else if (config.certificateAuthority() != null) {
      new TrustedAuthorities(config.certificateAuthority()).use(builder);
    }
    this.http = builder.build();
  }

  /** Asks one question; returns when the answer is complete. */
  void ask(String statement, Answer answer) throws HistoryException {
    var isConnected = new AtomicBoolean();
    Call call = http.newCall(request(statement, isConnected));
    try (Response response = call.execute();
        InputStream body = body(response)) {
      if (!response.isSuccessful()) {
        throw refused(response.code(), body);
      }
      AnswerReader.read(body, answer);
    } catch (InterruptedIOException e) {
      throw isConnected.get() ? tooSlow(e) : notReached(e);
    } catch (IOException e) {
      throw HistoryException.failed(
          "unable to run query: " + where() + ": " + e.getMessage() + " (" + name(e) + ')', e);
    } catch (HistoryException e) {
      // The rest of the answer is not wanted.
      call.cancel();
      throw e;
    }
  }

  /** Runs when there is a connection, with TLS where it is asked for. */
  private static Response connected(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    AtomicBoolean isConnected = request.tag(AtomicBoolean.class);
    if (isConnected != null) {
      isConnected.set(true);
    }
    return chain.proceed(request);
  }

  private HistoryException tooSlow(IOException cause) {
    return HistoryException.timedOut(
        "%s did not answer within %d ms; narrow the range or ask later"
            .formatted(where(), limit.toMillis()),
        cause);
  }

  private HistoryException notReached(IOException cause) {
    return HistoryException.failed(
        "unable to run query: no connection to %s in time (%s): check that it runs and that nothing"
                .formatted(where(), cause.getMessage())
            + " on the way drops packets",
        cause);
  }

  private static InputStream body(Response response) throws IOException {
    @Nullable ResponseBody body = response.body();
    if (body == null) {
      throw new IOException("an answer without a body");
    }
    return body.byteStream();
  }

  private Request request(String statement, AtomicBoolean isConnected) throws HistoryException {
    var form =
        new FormBody.Builder()
            .add("q", statement)
            .add("epoch", "ns")
            .add("chunked", "true")
            .add("chunk_size", Integer.toString(CHUNK_ROWS))
            .build();
    var request = new Request.Builder().url(url).post(form).tag(AtomicBoolean.class, isConnected);
    if (!config.user().isEmpty()) {
      request.header("Authorization", Credentials.basic(config.user(), password()));
    }
    return request.build();
  }

  private String password() throws HistoryException {
    try {
      return config.password().read();
    } catch (UncheckedIOException e) {
      throw HistoryException.failed(String.valueOf(e.getMessage()), e);
    }
  }

  /** An error with a status: told like one inside of an answer, or by something in between. */
  private HistoryException refused(int status, InputStream body) throws IOException {
    byte[] text = body.readNBytes(ERROR_BYTES);
    return HistoryException.failed(
        "%s answered %d: %s".formatted(where(), status, ErrorText.of(text)));
  }

  private String where() {
    return "InfluxDB at " + config.endpoint();
  }

  private static String name(IOException e) {
    return e.getClass().getSimpleName();
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
