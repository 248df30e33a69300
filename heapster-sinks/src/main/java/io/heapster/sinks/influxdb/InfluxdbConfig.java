package io.heapster.sinks.influxdb;

import io.heapster.core.config.Options;
import io.heapster.core.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An InfluxDB and how to write to it.
 *
 * @param endpoint scheme, host and port, e.g. {@code http://localhost:8086}
 * @param user of the v1 API
 * @param insecureTls whether any certificate will do
 * @param certificateAuthority PEM file of the only authorities to be trusted; null for the usual
 *     ones
 * @param database of the v1 API
 * @param retention of the retention policy {@code default}; zero keeps data for ever; null when not
 *     set: as it is, and for ever where we make it
 * @param v2 null for the v1 API
 * @param schema of the lines
 * @param clusterName value of the tag {@code cluster_name}
 * @param disableCounterMetrics whether to leave out every counter that a rate is made of
 * @param concurrency write requests under way at once
 * @param gzip whether request bodies are compressed
 * @param ownMetrics whether the daemon's own metrics follow each fresh batch
 */
public record InfluxdbConfig(
    URI endpoint,
    String user,
    Secret password,
    boolean insecureTls,
    @Nullable Path certificateAuthority,
    String database,
    @Nullable Duration retention,
    @Nullable V2 v2,
    Schema schema,
    String clusterName,
    boolean disableCounterMetrics,
    int concurrency,
    boolean gzip,
    boolean ownMetrics) {

  /** The v1 API's retention policy that is written to. */
  public static final String POLICY = "default";

  /**
   * Reads a user's options; problems and warnings are left in them.
   *
   * @param base the URI without its query; may be empty
   */
  public static InfluxdbConfig from(String base, Options options) {
    return new InfluxdbOptions(base, options).read();
  }

  /** Where to write with the v2 API. */
  public record V2(String organisation, String bucket, Secret token) {}

  /** How a value becomes a line. */
  public enum Schema {
    /** One line a value: measurement {@code cpu/usage}, field {@code value}. */
    VALUES,
    /** One line a value: measurement {@code cpu}, field {@code usage} ({@code withfields}). */
    FIELDS,
    /**
     * One line an entity or device, all its metrics as fields ({@code rows=wide}): measurement as
     * the tag {@code type}, e.g. {@code pod_container}; fields by full names, e.g. {@code
     * cpu/usage}.
     */
    WIDE
  }
}
