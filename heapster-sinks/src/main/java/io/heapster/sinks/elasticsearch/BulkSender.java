package io.heapster.sinks.elasticsearch;

import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.elasticsearch.SearchTransport.Answer;
import io.heapster.sinks.elasticsearch.SearchTransport.Body;
import io.heapster.sinks.elasticsearch.SearchTransport.Call;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.Rows;
import io.heapster.sinks.rows.SendResult;
import io.heapster.sinks.rows.SendResult.RefusedRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends documents in bulk requests and reads what became of each. Thread-safe. */
final class BulkSender implements RowSender {
  /** Leaves some 25 bytes a document. Without a status for each, errors could not be told apart. */
  private static final String FILTER = "errors,items.*.error,items.*.status";

  private final SearchTransport transport;
  private final Answers answers;
  private final Map<String, String> query;

  /**
   * @param transport is closed by this
   * @param pipeline ingest pipeline; empty for none
   */
  BulkSender(SearchTransport transport, Answers answers, String pipeline) {
    this.transport = transport;
    this.answers = answers;
    var parameters = new TreeMap<>(Map.of("filter_path", FILTER));
    if (!pipeline.isEmpty()) {
      parameters.put("pipeline", pipeline);
    }
    this.query = parameters;
  }

  @Override
  public SendResult send(Rows rows) throws IOException, InterruptedException {
    var body = new Body("application/x-ndjson", rows.array(), rows.offset(), rows.length());
    Answer answer = transport.call(new Call("POST", "/_bulk", query, body));
    return switch (answer.status()) {
      case 200 -> items(rows, BulkAnswer.parse(answer.body()));
      case 400, 413 -> new SendResult.Refused(answer.status() + " " + Answers.text(answer));
      default -> throw answers.failure("bulk request", answer);
    };
  }

  private static SendResult items(Rows rows, BulkAnswer answer) throws IOException {
    if (!answer.errors()) {
      return SendResult.ACCEPTED;
    }
    if (answer.items().size() != rows.size()) {
      throw new IOException(
          "bulk answer tells of " + answer.items().size() + " of " + rows.size() + " documents");
    }
    var refused = new ArrayList<RefusedRow>();
    var again = new ArrayList<Integer>();
    for (int row = 0; row < rows.size(); row++) {
      BulkAnswer.Item item = answer.items().get(row);
      switch (Verdict.of(item)) {
        case TAKEN -> {}
        case AGAIN -> again.add(row);
        case REFUSED -> refused.add(new RefusedRow(row, item.status() + " " + item.reason()));
        case HELD ->
            throw new SinkHeldException(
                "document was answered " + item.status() + " " + item.reason() + ": " + advice());
      }
    }
    return result(refused, again);
  }

  private static SendResult result(List<RefusedRow> refused, List<Integer> again) {
    return refused.isEmpty() && again.isEmpty()
        ? SendResult.ACCEPTED
        : new SendResult.Partly(refused, again);
  }

  private static String advice() {
    return "the index must exist or may be created, be open for writing, and its pipeline be there";
  }

  @Override
  public void close() {
    transport.close();
  }

  /** What is to be done about one document. */
  private enum Verdict {
    TAKEN,
    AGAIN,
    REFUSED,
    HELD;

    static Verdict of(BulkAnswer.Item item) {
      return switch (item.status()) {
        // 409: a data stream has it already, from an earlier try.
        case 200, 201, 409 -> TAKEN;
        case 401, 403, 404 -> HELD;
        case 400 -> aboutPipeline(item.reason()) ? HELD : REFUSED;
        case 408, 429 -> AGAIN;
        default -> item.status() >= 500 ? AGAIN : REFUSED;
      };
    }

    /** Told of each document, though none is to blame. */
    private static boolean aboutPipeline(String reason) {
      return reason.contains("pipeline with id [") && reason.contains("does not exist");
    }
  }
}
