package io.heapster.sinks.elasticsearch;

import io.heapster.core.config.Options;
import io.heapster.core.config.Secret;
import io.heapster.sinks.elasticsearch.document.Destination;
import io.heapster.sinks.elasticsearch.document.DocumentForm;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A search cluster and how to write to it.
 *
 * @param nodes scheme, host, port each; a path, where there is one, is the same for all
 * @param credentials null when nobody asks for any
 * @param trust whose certificates are believed
 * @param destination index or data stream
 * @param form what shares a document
 * @param clusterName value of the tag {@code cluster_name}
 * @param concurrency bulk requests under way at once
 * @param pipeline ingest pipeline of every document; empty for none
 * @param templates null when the index template is somebody else's business
 */
record SearchConfig(
    List<URI> nodes,
    @Nullable Credentials credentials,
    TlsTrust trust,
    Destination destination,
    DocumentForm form,
    String clusterName,
    int concurrency,
    String pipeline,
    @Nullable TemplateSettings templates) {

  /** For HTTP basic authentication. */
  record Credentials(String user, Secret password) {}

  /**
   * @param caFile certificates in PEM; null for those that Java knows
   * @param insecure whether any certificate will do
   */
  record TlsTrust(@Nullable Path caFile, boolean insecure) {}

  /**
   * What the index template says beyond the types of fields; null leaves it to the server.
   *
   * @param shards primary ones of an index
   * @param replicas of each shard
   */
  record TemplateSettings(@Nullable Integer shards, @Nullable Integer replicas) {}

  SearchConfig {
    nodes = List.copyOf(nodes);
  }

  /**
   * Reads all options; mistakes and warnings are left in {@code options}.
   *
   * @param base the URI without its query; counts when no option {@code nodes} is given
   * @param environment value of a variable, or null
   */
  static SearchConfig from(String base, Options options, UnaryOperator<String> environment) {
    return new SearchOptions(options).read(base, environment);
  }
}
