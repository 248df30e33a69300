package io.heapster.api.k8s.groups.routing;

import io.heapster.api.k8s.identity.RequestHeaders;
import java.util.function.Supplier;

/**
 * Whether the request that is answered on this thread was forwarded by another adapter. Two
 * adapters that forward to each other would otherwise pass a request round until it is too late,
 * and would keep metrics in discovery that nobody has any more.
 */
public final class ForwardedRequest {
  /**
   * Sent as {@code User-Agent} with each request that is forwarded. Of the headers that the server
   * lets through to endpoints, it is the one that names who asks, and proxies keep it.
   */
  public static final String USER_AGENT = "heapster-metrics-forwarder";

  private static final ScopedValue<Boolean> FORWARDED = ScopedValue.newInstance();

  private ForwardedRequest() {}

  /** Whether it was; never outside {@link #answering}. */
  public static boolean isCurrent() {
    return FORWARDED.orElse(false);
  }

  /** Answers a request with these headers. */
  public static <T> T answering(RequestHeaders headers, Supplier<T> answer) {
    boolean forwarded = headers.first("User-Agent").startsWith(USER_AGENT);
    return ScopedValue.where(FORWARDED, forwarded).call(answer::get);
  }
}
