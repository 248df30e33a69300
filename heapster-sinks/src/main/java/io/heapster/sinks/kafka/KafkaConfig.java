package io.heapster.sinks.kafka;

import io.heapster.core.config.Options;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Kafka cluster and how to write to it.
 *
 * @param brokers to begin with, as {@code host:port}
 * @param clusterName of the cluster that is measured
 */
public record KafkaConfig(
    List<String> brokers,
    Topic topic,
    Format format,
    Compression compression,
    String clusterName,
    Security security) {
  private static final String DEFAULT_TOPIC = "heapster-metrics";
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final int MAX_PARTITIONS = 100_000;

  /** A topic's size that the broker decides. */
  public static final int BROKER_DEFAULT = -1;

  /** What a message holds. */
  public enum Format {
    /** One value, as Heapster wrote it. */
    VALUE,
    /** All values of a node and tick. */
    BATCH;

    /** Name and version of the messages' form, for the header {@code schema}. */
    String schema() {
      return "heapster-" + text(this) + "/1";
    }
  }

  /** How the producer compresses. */
  public enum Compression {
    NONE,
    GZIP,
    SNAPPY,
    LZ4,
    ZSTD
  }

  /**
   * Where the messages go.
   *
   * @param create whether to create it when it is not there
   * @param partitions of a topic created, or {@link #BROKER_DEFAULT}
   * @param replication of a topic created, or {@link #BROKER_DEFAULT}
   */
  public record Topic(String name, boolean create, int partitions, int replication) {}

  public KafkaConfig {
    brokers = List.copyOf(brokers);
  }

  /**
   * Reads a sink's URI; what is wrong is left in the options.
   *
   * @param base brokers, or empty
   */
  static KafkaConfig from(String base, Options options) {
    options.ignored("eventstopic", "events come later");
    return new KafkaConfig(
        Brokers.read(base, options),
        topic(options),
        choice(options, "format", Format.VALUE),
        choice(options, "compression", Compression.ZSTD),
        options.text("cluster_name").orElse("default"),
        Security.from(options));
  }

  private static Topic topic(Options options) {
    String name = options.text("timeseriestopic").orElse(DEFAULT_TOPIC);
    if (!TOPIC.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      options.problem(
          "timeseriestopic", name, "expected letters, digits, dots, _ and -, 249 at most");
    }
    boolean create = options.flag("createtopic", true);
    int partitions = size(options, "partitions", MAX_PARTITIONS);
    int replication = size(options, "replication", Short.MAX_VALUE);
    if (!create && (partitions != BROKER_DEFAULT || replication != BROKER_DEFAULT)) {
      options.warning("partitions and replication have no effect with createtopic=false");
    }
    return new Topic(name, create, partitions, replication);
  }

  private static int size(Options options, String name, int most) {
    return options.text(name).isPresent()
        ? Math.toIntExact(options.number(name, BROKER_DEFAULT, 1, most))
        : BROKER_DEFAULT;
  }

  private static <E extends Enum<E>> E choice(Options options, String name, E otherwise) {
    E[] all = otherwise.getDeclaringClass().getEnumConstants();
    Optional<String> given = options.text(name);
    if (given.isEmpty()) {
      return otherwise;
    }
    for (E each : all) {
      if (text(each).equals(given.get())) {
        return each;
      }
    }
    String valid = Arrays.stream(all).map(KafkaConfig::text).collect(Collectors.joining(", "));
    options.problem(name, given.get(), "expected one of " + valid);
    return otherwise;
  }

  /** The word for a choice, in options and on the wire. */
  static String text(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
