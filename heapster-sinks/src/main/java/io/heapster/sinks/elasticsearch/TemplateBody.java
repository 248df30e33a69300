package io.heapster.sinks.elasticsearch;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.sinks.elasticsearch.SearchConfig.TemplateSettings;
import io.heapster.sinks.elasticsearch.document.Destination;
import io.heapster.sinks.elasticsearch.document.DocumentForm;
import io.heapster.sinks.elasticsearch.document.Family;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * The composable index template: types of the fields, as Heapster's mapping had them, and for daily
 * indices one alias a family. Documents have no type any more, so an alias finds its family by the
 * timestamp field that only this family has. A wide document has none of these: there, an alias
 * finds what has any value of the family. Both forms can be written to either's indices.
 *
 * @param name of the template
 * @param fingerprint of all but itself
 */
record TemplateBody(String name, String fingerprint, String json) {
  /** To be raised with each change of what is put. */
  static final int VERSION = 1;

  /** Above that of templates that servers bring along. */
  private static final int PRIORITY = 500;

  private static final int FINGERPRINT_DIGITS = 16;

  private static final List<String> EXACT_TAGS =
      List.of("cluster_name", "host_id", "namespace_id", "pod_id", "resource_id", "type");
  private static final List<String> SEARCHED_TAGS =
      List.of(
          "container_base_image",
          "container_name",
          "hostname",
          "labels",
          "namespace_name",
          "nodename",
          "pod_name");

  private static final String DATE =
      "{\"type\":\"date\",\"format\":\"strict_date_optional_time||epoch_millis\"}";
  private static final String DOUBLE_VALUE = "{\"properties\":{\"value\":{\"type\":\"double\"}}}";

  /** A term has 32,766 bytes at most, a character four of them. */
  private static final String KEYWORD = "{\"type\":\"keyword\",\"ignore_above\":8191}";

  private static final String SEARCHED = "{\"type\":\"text\",\"fields\":{\"raw\":" + KEYWORD + "}}";

  /** For tags that users store, and metrics that are not in the catalogue. */
  private static final String DYNAMIC =
      "[{\"tags\":{\"path_match\":\"MetricsTags.*\",\"match_mapping_type\":\"string\","
          + "\"mapping\":"
          + KEYWORD
          + "}},{\"values\":{\"path_match\":\"Metrics.*.value\",\"mapping\":"
          + "{\"type\":\"double\"}}}]";

  static TemplateBody of(Destination destination, DocumentForm form, TemplateSettings settings) {
    String template =
        object()
            .add("\"settings\":" + settings(settings))
            .add("\"mappings\":" + mappings(destination, form))
            .toString();
    return switch (destination) {
      case Destination.DailyIndex(String prefix) ->
          body(
              prefix,
              prefix + "-*.*.*",
              object()
                  .add(template.substring(1, template.length() - 1))
                  .add("\"aliases\":" + aliases(prefix, form))
                  .toString(),
              "");
      case Destination.DataStream(String name) -> body(name, name, template, ",\"data_stream\":{}");
    };
  }

  private static TemplateBody body(String name, String pattern, String template, String kind) {
    String rest =
        "\"index_patterns\":[\""
            + pattern
            + "\"],\"priority\":"
            + PRIORITY
            + ",\"version\":"
            + VERSION
            + ",\"template\":"
            + template
            + kind;
    String fingerprint = fingerprint(rest);
    String meta = "\"_meta\":{\"managed_by\":\"heapster\",\"fingerprint\":\"" + fingerprint + "\"}";
    return new TemplateBody(name, fingerprint, "{" + rest + "," + meta + "}");
  }

  private static String settings(TemplateSettings settings) {
    var json = object();
    if (settings.shards() != null) {
      json.add("\"number_of_shards\":" + settings.shards());
    }
    if (settings.replicas() != null) {
      json.add("\"number_of_replicas\":" + settings.replicas());
    }
    return json.toString();
  }

  private static String mappings(Destination destination, DocumentForm form) {
    var fields = object();
    if (destination instanceof Destination.DataStream || form == DocumentForm.WIDE) {
      fields.add("\"@timestamp\":{\"type\":\"date\"}");
    }
    for (Family family : Family.values()) {
      fields.add("\"" + family.timestampField() + "\":" + DATE);
    }
    fields.add("\"MetricsTags\":{\"properties\":" + tags() + "}");
    fields.add("\"Metrics\":{\"properties\":" + metrics(form) + "}");
    fields.add("\"MetricsName\":" + SEARCHED);
    fields.add("\"MetricsValue\":" + DOUBLE_VALUE);
    return "{\"dynamic_templates\":" + DYNAMIC + ",\"properties\":" + fields + "}";
  }

  private static String tags() {
    var json = object();
    EXACT_TAGS.forEach(tag -> json.add("\"" + tag + "\":" + KEYWORD));
    SEARCHED_TAGS.forEach(tag -> json.add("\"" + tag + "\":" + SEARCHED));
    return json.toString();
  }

  private static String metrics(DocumentForm form) {
    var json = object();
    for (Family family : Family.values()) {
      // Among families, values of the general one have documents of their own.
      if (form == DocumentForm.WIDE || family != Family.GENERAL) {
        names(family).forEach(name -> json.add("\"" + name + "\":" + DOUBLE_VALUE));
      }
    }
    return json.toString();
  }

  private static String aliases(String prefix, DocumentForm form) {
    var json = object();
    for (Family family : Family.values()) {
      String filter =
          switch (form) {
            case FAMILIES -> exists(family.timestampField());
            case WIDE -> existsAny(family);
          };
      json.add("\"" + prefix + "-" + family.text() + "\":{\"filter\":" + filter + "}");
    }
    return json.toString();
  }

  /** A document of the family, or one with a value of it. */
  private static String existsAny(Family family) {
    var any = new StringJoiner(",", "{\"bool\":{\"should\":[", "]}}");
    any.add(exists(family.timestampField()));
    names(family).forEach(name -> any.add(exists("Metrics." + name + ".value")));
    return any.toString();
  }

  private static String exists(String field) {
    return "{\"exists\":{\"field\":\"" + field + "\"}}";
  }

  private static Stream<String> names(Family family) {
    return Stream.concat(MetricCatalog.PLAIN.stream(), MetricCatalog.LABELED.stream())
        .filter(metric -> Family.of(metric) == family)
        .map(Metric::name)
        .sorted();
  }

  private static StringJoiner object() {
    return new StringJoiner(",", "{", "}");
  }

  private static String fingerprint(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, FINGERPRINT_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
