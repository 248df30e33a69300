package io.heapster.sinks.elasticsearch;

import com.codahale.metrics.Counter;
import io.heapster.core.config.Options;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.sinks.elasticsearch.document.DocumentEncoder;
import io.heapster.sinks.kind.SinkContext;
import io.heapster.sinks.kind.SinkFactory;
import io.heapster.sinks.rows.RowLimits;
import io.heapster.sinks.rows.RowSink;
import java.time.Duration;

/** The kinds of sinks {@code elasticsearch} and {@code opensearch}. */
public final class SearchSinks {
  public static final String ELASTICSEARCH = "elasticsearch";
  public static final String OPENSEARCH = "opensearch";

  /** Both servers take up to 100 MB by default; past a few nothing is gained any more. */
  private static final int CHUNK_BYTES = 5 << 20;

  private static final int CHUNK_DOCUMENTS = 20_000;

  private SearchSinks() {}

  /** Makes a transport. */
  private interface Dialect {
    SearchTransport connect(SearchConfig config, Duration callTimeout);
  }

  /** Reads the options of a sink to Elasticsearch. */
  public static SinkFactory elasticsearch(String base, Options options) {
    SearchConfig config = SearchConfig.from(base, options, System::getenv);
    return context -> create(config, context, ElasticsearchTransport::new);
  }

  /** Reads the options of a sink to OpenSearch. */
  public static SinkFactory opensearch(String base, Options options) {
    SearchConfig config = SearchConfig.from(base, options, System::getenv);
    return context -> create(config, context, OpensearchTransport::new);
  }

  private static DataSink create(SearchConfig config, SinkContext context, Dialect dialect) {
    Counter notFinite = context.telemetry().counter(SelfMetric.VALUES_DROPPED, "not_finite");
    SearchTransport transport = dialect.connect(config, context.callTimeout());
    var answers = new Answers(context.time());
    var documents =
        new RowSink(
            context.name(),
            new DocumentEncoder(
                config.clusterName(), config.destination(), config.form(), notFinite),
            new BulkSender(transport, answers, config.pipeline()),
            new RowLimits(
                CHUNK_DOCUMENTS, CHUNK_BYTES, config.concurrency(), context.callTimeout()),
            context.deadLetters(),
            context.telemetry(),
            context.time());
    var template =
        new IndexTemplate(
            context.name(),
            config.destination(),
            config.form(),
            config.templates(),
            transport,
            answers);
    return new SearchSink(documents, config.destination(), template);
  }
}
