package io.heapster.api.k8s.request;

import java.util.List;
import java.util.Map;

/** An answer that is no success, told as a {@code Status} object. */
public final class StatusException extends RuntimeException {
  private final int code;
  private final String reason;
  private final Details details;
  private final Map<String, String> headers;

  /**
   * What a {@code Status} says of the thing asked for; empty texts and lists are left out.
   *
   * @param given whether {@code details} appears at all, maybe as {@code {}}
   */
  public record Details(
      boolean given,
      String name,
      String group,
      String kind,
      int retryAfterSeconds,
      List<String> causes) {
    public static final Details NONE = new Details(false, "", "", "", 0, List.of());
    public static final Details EMPTY = new Details(true, "", "", "", 0, List.of());

    public Details {
      causes = List.copyOf(causes);
    }

    public static Details of(String name, String group, String kind) {
      return new Details(true, name, group, kind, 0, List.of());
    }
  }

  /**
   * @param reason a reason of Kubernetes, e.g. {@code NotFound}; may be empty
   * @param message for the caller
   * @param headers of the answer, e.g. {@code Allow}
   */
  public StatusException(
      int code, String reason, String message, Details details, Map<String, String> headers) {
    // The stack tells nothing: the message is for the caller, and bad requests must stay cheap.
    super(message, null, false, false);
    this.code = code;
    this.reason = reason;
    this.details = details;
    this.headers = Map.copyOf(headers);
  }

  public StatusException(int code, String reason, String message, Details details) {
    this(code, reason, message, details, Map.of());
  }

  /** HTTP status. */
  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  /** The message. */
  public String text() {
    return String.valueOf(getMessage());
  }

  public Details details() {
    return details;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** 400. */
  public static StatusException badRequest(String message) {
    return new StatusException(400, "BadRequest", message, Details.NONE);
  }

  /** 404 for a path below an API group. */
  public static StatusException noSuchResource() {
    return new StatusException(
        404, "NotFound", "the server could not find the requested resource", Details.EMPTY);
  }
}
