package io.heapster.sources.kubelet.cadvisor;

import io.heapster.core.metric.MetricKind;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.wire.JsonAnswer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a container is: its names, since when it runs, and which of its figures mean something. */
final class ContainerSpec {
  /** How a custom metric's values are written and what they mean. */
  record CustomMetric(MetricKind kind, boolean isInteger) {}

  private final Map<String, CustomMetric> customMetrics = new HashMap<>();
  private String name = "";
  private String alias = "";
  private String namespace = "";
  private String pod = "";
  private String container = "";
  private String uid = "";
  private String image = "";
  private long createdNanos;
  private boolean hasCpu;
  private boolean hasMemory;
  private boolean hasNetwork;
  private boolean hasFilesystem;
  private boolean hasDiskIo;

  void clear() {
    customMetrics.clear();
    name = "";
    alias = "";
    namespace = "";
    pod = "";
    container = "";
    uid = "";
    image = "";
    createdNanos = 0;
    hasCpu = false;
    hasMemory = false;
    hasNetwork = false;
    hasFilesystem = false;
    hasDiskIo = false;
  }

  void readName(JsonAnswer in) throws MalformedAnswerException {
    name = in.readName();
  }

  void readAliases(JsonAnswer in) throws MalformedAnswerException {
    alias = in.readFirstName();
  }

  void read(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "creation_time" -> createdNanos = in.readTime();
        case "labels" -> readLabels(in);
        case "image" -> image = in.readName();
        case "has_cpu" -> hasCpu = in.readFlag();
        case "has_memory" -> hasMemory = in.readFlag();
        case "has_network" -> hasNetwork = in.readFlag();
        case "has_filesystem" -> hasFilesystem = in.readFlag();
        case "has_diskio" -> hasDiskIo = in.readFlag();
        case "custom_metrics" -> readCustomMetrics(in);
        default -> in.skip();
      }
    }
  }

  private void readLabels(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "io.kubernetes.container.name" -> container = in.readName();
        case "io.kubernetes.pod.namespace" -> namespace = in.readName();
        case "io.kubernetes.pod.name" -> pod = in.readName();
        case "io.kubernetes.pod.uid" -> uid = in.readName();
        default -> in.skip();
      }
    }
  }

  private void readCustomMetrics(JsonAnswer in) throws MalformedAnswerException {
    if (in.enterArray()) {
      while (in.enterElement()) {
        readCustomMetric(in);
      }
    }
  }

  private void readCustomMetric(JsonAnswer in) throws MalformedAnswerException {
    String metric = "";
    String type = "";
    String format = "";
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "name" -> metric = in.readName();
        case "type" -> type = in.readName();
        case "format" -> format = in.readName();
        default -> in.skip();
      }
    }
    MetricKind kind = kind(type);
    boolean isInteger = format.equals("int");
    if (kind != null && !metric.isEmpty() && (isInteger || format.equals("float"))) {
      customMetrics.put(metric, new CustomMetric(kind, isInteger));
    }
  }

  private static @Nullable MetricKind kind(String type) {
    return switch (type) {
      case "gauge" -> MetricKind.GAUGE;
      case "cumulative" -> MetricKind.CUMULATIVE;
      default -> null;
    };
  }

  /** The first alias if there is one, else the cgroup's name. */
  String name() {
    return alias.isEmpty() ? name : alias;
  }

  String nameWithoutSlash(NodeNames names) {
    char[] text = name().toCharArray();
    return text[0] == '/' ? names.resolve(text, 1, text.length - 1) : name();
  }

  String namespace() {
    return namespace;
  }

  String pod() {
    return pod;
  }

  String container() {
    return container;
  }

  String uid() {
    return uid;
  }

  String image() {
    return image;
  }

  long createdNanos() {
    return createdNanos;
  }

  boolean hasCpu() {
    return hasCpu;
  }

  boolean hasMemory() {
    return hasMemory;
  }

  boolean hasNetwork() {
    return hasNetwork;
  }

  boolean hasFilesystem() {
    return hasFilesystem;
  }

  boolean hasDiskIo() {
    return hasDiskIo;
  }

  @Nullable CustomMetric customMetric(String metric) {
    return customMetrics.get(metric);
  }
}
