package io.heapster.sinks.remotewrite;

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
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.xerial.snappy.Snappy;

/**
 * Sends series as one snappy-compressed request.
 *
 * <p>A Prometheus without a window for late samples refuses those that are older than what it has,
 * and then nearly all rows of the request are to blame: halving it would cost hundreds of requests
 * and end the same. So such a request is given up as a whole and counted, but only when something
 * newer was accepted before; otherwise the rows to blame are looked for as ever.
 */
final class RemoteWriteSender implements RowSender {
  private static final Pattern TOO_OLD =
      Pattern.compile(
          "out[ -]of[ -]order|out of bounds|too[ -]old|too far in the past|duplicate sample",
          Pattern.CASE_INSENSITIVE);
  private static final List<HttpAccess.Header> HEADERS =
      List.of(
          new HttpAccess.Header("Content-Type", "application/x-protobuf"),
          new HttpAccess.Header("Content-Encoding", "snappy"),
          new HttpAccess.Header("X-Prometheus-Remote-Write-Version", "0.1.0"),
          new HttpAccess.Header("User-Agent", "heapster"));

  private final HttpPoster poster;
  private final AtomicLong newestMillis = new AtomicLong(Long.MIN_VALUE);

  RemoteWriteSender(RemoteWriteConfig config, Duration callTimeout, TimeSource time) {
    this.poster = new HttpPoster(config.uri(), config.access(), HEADERS, callTimeout, time);
  }

  @Override
  public SendResult send(Rows rows) throws IOException, InterruptedException {
    byte[] packed = new byte[Snappy.maxCompressedLength(rows.length())];
    int length = Snappy.compress(rows.array(), rows.offset(), rows.length(), packed, 0);
    HttpReply reply = poster.post(RequestBody.of(packed, 0, length));
    long millis = millis(rows);
    if (reply.isSuccess()) {
      newestMillis.accumulateAndGet(millis, Math::max);
      return SendResult.ACCEPTED;
    }
    boolean late = millis < newestMillis.get() && TOO_OLD.matcher(reply.excerpt()).find();
    return late ? new SendResult.Thinned(rows.size(), reply.reason()) : reply.result();
  }

  @Override
  public void close() {
    poster.close();
  }

  /** The time of the first row's sample; all rows of a request are of one batch. */
  private static long millis(Rows rows) throws IOException {
    int start = rows.start(0);
    var row = CodedInputStream.newInstance(rows.array(), start, rows.end(0) - start);
    row.readTag();
    row.readRawVarint32();
    long millis = Long.MIN_VALUE;
    for (int tag = row.readTag(); tag != 0; tag = row.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 2) {
        CodedInputStream sample = CodedInputStream.newInstance(row.readByteArray());
        sample.readTag();
        sample.readDouble();
        sample.readTag();
        millis = sample.readInt64();
      } else {
        row.skipField(tag);
      }
    }
    return millis;
  }
}
