package io.heapster.api.provider;

import io.heapster.api.provider.selector.LabelSelector;
import org.jspecify.annotations.Nullable;

/**
 * Why a metric is not answered. The message goes to the caller as it is, in a {@code Status}, and
 * from there into the conditions of an autoscaler: it names what is missing and holds no secrets.
 */
public final class MetricsException extends RuntimeException {
  /** What kind of failure; decides the HTTP status. */
  public enum Reason {
    /** 404: no such metric, object or value. */
    NOT_FOUND,
    /** 404: the object exists, its metrics do not yet. */
    NO_METRICS,
    /** 400: the request cannot be fulfilled in this form. */
    BAD_REQUEST,
    /** 403: the source of the values refuses. */
    FORBIDDEN,
    /** 503: the source of the values is away; the caller should come again. */
    UNAVAILABLE,
    /** 504: the source of the values did not answer in time. */
    TIMEOUT
  }

  private final Reason reason;

  public MetricsException(Reason reason, String message) {
    this(reason, message, null);
  }

  /**
   * @param cause for the log; the caller does not see it
   */
  public MetricsException(Reason reason, String message, @Nullable Throwable cause) {
    // The stack tells nothing: the message is for the caller, and a missing metric is daily
    // business.
    super(message, cause, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** There is no such metric. */
  public static MetricsException metricNotFound(CustomMetricInfo metric) {
    return notFound(metric, "");
  }

  /** The metric exists, the object has no value of it. */
  public static MetricsException metricNotFound(CustomMetricInfo metric, ObjectName object) {
    return notFound(metric, " " + object.name());
  }

  /** The object has values of the metric, but none with such labels. */
  public static MetricsException metricNotFound(
      CustomMetricInfo metric, ObjectName object, LabelSelector labels) {
    return notFound(metric, " " + object.name() + " with selector " + labels);
  }

  /** There is no such metric. */
  public static MetricsException metricNotFound(ExternalMetricInfo metric) {
    return new MetricsException(
        Reason.NOT_FOUND, "the server could not find the metric %s".formatted(metric.metric()));
  }

  /** There is no such object, or it does not run. */
  public static MetricsException objectNotFound(String resource, String name) {
    return new MetricsException(Reason.NOT_FOUND, "%s \"%s\" not found".formatted(resource, name));
  }

  /**
   * The object has no values yet.
   *
   * @param why what is known of the cause, e.g. since when its kubelet does not answer; may be
   *     empty
   */
  public static MetricsException noMetrics(String why) {
    return new MetricsException(Reason.NO_METRICS, why);
  }

  private static MetricsException notFound(CustomMetricInfo metric, String object) {
    return new MetricsException(
        Reason.NOT_FOUND,
        "the server could not find the metric %s for %s%s"
            .formatted(metric.metric(), metric.resource(), object));
  }
}
