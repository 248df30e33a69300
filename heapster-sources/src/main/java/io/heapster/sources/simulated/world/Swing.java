package io.heapster.sources.simulated.world;

/**
 * How CPU use moves about its mean, in closed form: two sine waves of ten minutes and of three and
 * a half, so that a chart of minutes shows something. Times are epoch seconds.
 *
 * @param millicores that use is above or below the mean at the most
 * @param phaseSeconds by which the waves come early
 */
public record Swing(long millicores, long phaseSeconds) {
  /** Use that stays at its mean. */
  public static final Swing NONE = new Swing(0, 0);

  private static final double LONG_WAVE = 2 * Math.PI / 600;
  private static final double SHORT_WAVE = 2 * Math.PI / 210;
  private static final double LONG_SHARE = 0.65;
  private static final double SHORT_SHARE = 1 - LONG_SHARE;

  /** Above the mean at a second; negative below it. */
  long millicoresAt(long second) {
    double time = (double) second + phaseSeconds;
    double height =
        LONG_SHARE * StrictMath.sin(LONG_WAVE * time)
            + SHORT_SHARE * StrictMath.sin(SHORT_WAVE * time);
    return Math.round(millicores * height);
  }

  /** CPU time above that of the mean, in nanoseconds; negative below it. */
  long nanos(long from, long until) {
    return millicores == 0 ? 0 : area(until) - area(from);
  }

  /** The waves' integral; rounded down, so that no counter falls. */
  private long area(long second) {
    double time = (double) second + phaseSeconds;
    double seconds =
        -LONG_SHARE / LONG_WAVE * StrictMath.cos(LONG_WAVE * time)
            - SHORT_SHARE / SHORT_WAVE * StrictMath.cos(SHORT_WAVE * time);
    return (long) Math.floor(millicores * Load.NANOS_PER_MILLICORE_SECOND * seconds);
  }

  Swing plus(Swing other) {
    return new Swing(millicores + other.millicores, other.phaseSeconds);
  }
}
