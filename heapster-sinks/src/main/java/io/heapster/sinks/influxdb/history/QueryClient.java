package io.heapster.sinks.influxdb.history;

import io.heapster.core.history.HistoryException;
import io.heapster.sinks.influxdb.InfluxdbConfig;
import io.heapster.sinks.tls.AnyCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
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
    Duration connect = limit.compareTo(LONGEST_CONNECT) < 0 ? limit : LONGEST_CONNECT;
    var builder =
        new OkHttpClient.Builder()
            .connectTimeout(connect)
            .readTimeout(limit)
            .writeTimeout(limit)
            .callTimeout(limit)
            .followRedirects(false);
    if (config.insecureTls()) {
      builder
          .sslSocketFactory(AnyCertificate.context().getSocketFactory(), new AnyCertificate())
          .hostnameVerifier((_, _) -> true);
    }
    this.http = builder.build();
  }

  /** Asks one question; returns when the answer is complete. */
  void ask(String statement, Answer answer) throws HistoryException {
    Call call = http.newCall(request(statement));
    try (Response response = call.execute();
        InputStream body = body(response)) {
      if (!response.isSuccessful()) {
        throw refused(response.code(), body);
      }
      AnswerReader.read(body, answer);
    } catch (InterruptedIOException e) {
      throw HistoryException.timedOut(
          "%s did not answer within %d ms; narrow the range or ask later"
              .formatted(where(), limit.toMillis()),
          e);
    } catch (IOException e) {
      throw HistoryException.failed(
          "unable to run query: " + where() + ": " + e.getMessage() + " (" + name(e) + ')', e);
    } catch (HistoryException e) {
      // The rest of the answer is not wanted.
      call.cancel();
      throw e;
    }
  }

  private static InputStream body(Response response) throws IOException {
    @Nullable ResponseBody body = response.body();
    if (body == null) {
      throw new IOException("an answer without a body");
    }
    return body.byteStream();
  }

  private Request request(String statement) throws HistoryException {
    var form =
        new FormBody.Builder()
            .add("q", statement)
            .add("epoch", "ns")
            .add("chunked", "true")
            .add("chunk_size", Integer.toString(CHUNK_ROWS))
            .build();
    var request = new Request.Builder().url(url).post(form);
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
