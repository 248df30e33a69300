package io.heapster.api.provider.quantity;

import java.math.BigDecimal;

/**
 * An exact amount in the canonical text form of Kubernetes: the largest suffix with which it is a
 * whole number. Equal when the amounts are, whatever their form.
 */
public final class Quantity {
  private final BigDecimal amount;

  private Quantity(BigDecimal amount) {
    this.amount = amount;
  }

  /** A whole amount, e.g. of requests. */
  public static Quantity of(long units) {
    return new Quantity(BigDecimal.valueOf(units));
  }

  /** Thousandths, e.g. millicores. */
  public static Quantity ofMilli(long thousandths) {
    return new Quantity(BigDecimal.valueOf(thousandths, 3));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Quantity that && amount.compareTo(that.amount) == 0;
  }

  @Override
  public int hashCode() {
    return amount.stripTrailingZeros().hashCode();
  }
}
