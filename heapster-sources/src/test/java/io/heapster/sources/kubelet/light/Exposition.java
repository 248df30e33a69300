package io.heapster.sources.kubelet.light;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text of {@code /metrics/resource}, written line by line by a test; times are in seconds. */
final class Exposition {
  private static final double MIB = 1 << 20;

  private final StringBuilder text = new StringBuilder();

  Exposition line(String line) {
    text.append(line).append('\n');
    return this;
  }

  Exposition node(double time, double coreSeconds, double mebibytes) {
    return sample("node_cpu_usage_seconds_total", "", coreSeconds, time)
        .sample("node_memory_working_set_bytes", "", mebibytes * MIB, time);
  }

  /** A container of the pod ns/p that does not tell its start. */
  Exposition container(String name, double time, double coreSeconds, double mebibytes) {
    return cpu(name, time, coreSeconds).memory(name, time, mebibytes);
  }

  /** A container of the pod ns/p. */
  Exposition container(
      String name, double start, double time, double coreSeconds, double mebibytes) {
    return container(name, time, coreSeconds, mebibytes).start(name, start);
  }

  Exposition start(String name, double start) {
    return line("container_start_time_seconds" + labels(name) + " " + number(start));
  }

  Exposition cpu(String name, double time, double coreSeconds) {
    return sample("container_cpu_usage_seconds_total", labels(name), coreSeconds, time);
  }

  Exposition memory(String name, double time, double mebibytes) {
    return sample("container_memory_working_set_bytes", labels(name), mebibytes * MIB, time);
  }

  Exposition swap(String name, double time, double mebibytes) {
    return sample("container_swap_usage_bytes", labels(name), mebibytes * MIB, time);
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Exposition sample(String family, String labels, double value, double time) {
    return line(family + labels + " " + number(value) + " " + Math.round(time * 1_000));
  }

  private static String labels(String container) {
    return "{container=\"" + container + "\",namespace=\"ns\",pod=\"p\"}";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.9f", value);
  }
}
