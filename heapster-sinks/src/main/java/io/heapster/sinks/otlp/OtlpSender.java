package io.heapster.sinks.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.http.HttpAccess;
import io.heapster.sinks.http.HttpPoster;
import io.heapster.sinks.http.HttpReply;
import io.heapster.sinks.http.RequestBody;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.Rows;
import io.heapster.sinks.rows.SendResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Sends resources as one export request. A partial success names a number of refused points and not
 * which, so they are counted as dropped.
 */
final class OtlpSender implements RowSender {
  private static final List<HttpAccess.Header> HEADERS =
      List.of(
          new HttpAccess.Header("Content-Type", "application/x-protobuf"),
          new HttpAccess.Header("User-Agent", "heapster"));

  private final HttpPoster poster;

  OtlpSender(OtlpConfig config, Duration callTimeout, TimeSource time) {
    this.poster = new HttpPoster(config.uri(), config.access(), HEADERS, callTimeout, time);
  }

  @Override
  public SendResult send(Rows rows) throws IOException, InterruptedException {
    HttpReply reply = poster.post(RequestBody.of(rows));
    return reply.isSuccess() ? partialSuccess(reply.body()) : reply.result();
  }

  @Override
  public void close() {
    poster.close();
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
