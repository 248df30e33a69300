package io.heapster.api.k8s.groups.routing;

import io.heapster.api.k8s.identity.RequestHeaders;
import java.util.function.Supplier;

/**
 * Whether the request that is answered on this thread was forwarded by another adapter. Two
 * adapters that forward to each other would otherwise pass a request round until it is too late,
 * and would keep metrics in discovery that nobody has any more.
 */
public final class ForwardedRequest {
  /** Sent with each request that is forwarded; its presence counts. */
  public static final String HEADER = "X-Metrics-Forwarded";

  private static final ScopedValue<Boolean> FORWARDED = ScopedValue.newInstance();

  private ForwardedRequest() {}

  /** Whether it was; never outside {@link #answering}. */
  public static boolean isCurrent() {
    return FORWARDED.orElse(false);
  }

  /** Answers a request with these headers. */
  public static <T> T answering(RequestHeaders headers, Supplier<T> answer) {
    boolean forwarded = !headers.all(HEADER).isEmpty();
    return ScopedValue.where(FORWARDED, forwarded).call(answer::get);
  }
}
