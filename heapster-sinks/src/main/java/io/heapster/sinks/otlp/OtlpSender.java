package io.heapster.sinks.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.http.HttpAccess;
import io.heapster.sinks.http.HttpPoster;
import io.heapster.sinks.http.HttpReply;
import io.heapster.sinks.http.RequestBody;
import io.heapster.sinks.http.ServerErrorException;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.Rows;
import io.heapster.sinks.rows.SendResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Sends resources as one export request. A partial success names a number of refused points and not
 * which, so they are counted as dropped.
 *
 * <p>Only 429, 502, 503 and 504 may be retried by the protocol. Any other 5xx may be for what is in
 * the request, and may be a fault of the server: it is retried as well, until {@link Indigestible}
 * tells one from the other.
 */
final class OtlpSender implements RowSender {
  private static final List<HttpAccess.Header> HEADERS =
      List.of(
          new HttpAccess.Header("Content-Type", "application/x-protobuf"),
          new HttpAccess.Header("User-Agent", "heapster"));

  private static final Set<Integer> MAY_PASS_LATER = Set.of(502, 503, 504);

  private final HttpPoster poster;
  private final Indigestible indigestible = new Indigestible();

  OtlpSender(OtlpConfig config, Duration callTimeout, TimeSource time) {
    this.poster = new HttpPoster(config.uri(), config.access(), HEADERS, callTimeout, time);
  }

  @Override
  public SendResult send(Rows rows) throws IOException, InterruptedException {
    try {
      HttpReply reply = poster.post(RequestBody.of(rows));
      if (reply.isSuccess()) {
        indigestible.accepted(rows);
        return partialSuccess(reply.body());
      }
      if (reply.status() == 400 && !isStatus(reply)) {
        throw poster.foreign(reply);
      }
      return reply.result();
    } catch (ServerErrorException e) {
      if (MAY_PASS_LATER.contains(e.status()) || !indigestible.failed(rows)) {
        throw e;
      }
      return new SendResult.Refused(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    poster.close();
  }

  /** Whether the body is a {@code Status}, in which the protocol tells what is wrong. */
  private static boolean isStatus(HttpReply reply) {
    if (reply.isOf("application/json")) {
      return reply.excerpt().startsWith("{");
    }
    if (!reply.isOf("application/x-protobuf")) {
      return false;
    }
    try {
      CodedInputStream in = CodedInputStream.newInstance(reply.body());
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        in.skipField(tag);
      }
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static SendResult partialSuccess(byte[] response) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(response);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag == tag(1, WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
          return rejected(CodedInputStream.newInstance(in.readByteArray()));
        }
        in.skipField(tag);
      }
    } catch (IOException _) {
      // It took the request, which counts; proxies answer with a body of their own.
      return SendResult.ACCEPTED;
    }
    return SendResult.ACCEPTED;
  }

  private static SendResult rejected(CodedInputStream partial) throws IOException {
    long points = 0;
    String message = "";
    for (int tag = partial.readTag(); tag != 0; tag = partial.readTag()) {
      if (tag == tag(1, WireFormat.WIRETYPE_VARINT)) {
        points = partial.readInt64();
      } else if (tag == tag(2, WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
        message = partial.readString();
      } else {
        partial.skipField(tag);
      }
    }
    return points <= 0 ? SendResult.ACCEPTED : new SendResult.Thinned(points, message);
  }

  private static int tag(int field, int wireType) {
    return field << 3 | wireType;
  }
}
