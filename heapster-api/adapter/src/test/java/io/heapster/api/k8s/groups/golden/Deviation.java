package io.heapster.api.k8s.groups.golden;

import java.util.regex.Pattern;

/**
 * A difference that is wanted, and why.
 *
 * @param exchanges names of exchanges
 * @param difference as {@link GoldenComparison} tells it
 */
public record Deviation(Pattern exchanges, Pattern difference, String reason) {

  public static Deviation of(String exchanges, String difference, String reason) {
    return new Deviation(Pattern.compile(exchanges), Pattern.compile(difference), reason);
  }

  boolean covers(GoldenExchange exchange, String found) {
    return exchanges.matcher(exchange.name()).matches() && difference.matcher(found).find();
  }
}
