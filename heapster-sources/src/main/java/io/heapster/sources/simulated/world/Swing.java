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

  private static final Wave LONG = new Wave(600, 0.65);
  private static final Wave SHORT = new Wave(210, 0.35);

  /** Above the mean at a second; negative below it. */
  long millicoresAt(long second) {
    if (millicores == 0) {
      return 0; // a large steady cluster asks this often
    }
    long time = second + phaseSeconds;
    return Math.round(millicores * (LONG.height(time) + SHORT.height(time)));
  }

  /** CPU time above that of the mean, in nanoseconds; negative below it. */
  long nanos(long from, long until) {
    return millicores == 0 ? 0 : area(until) - area(from);
  }

  /** The waves' integral; rounded down, so that no counter falls. */
  private long area(long second) {
    long time = second + phaseSeconds;
    double seconds = LONG.area(time) + SHORT.area(time);
    return (long) Math.floor(millicores * Load.NANOS_PER_MILLICORE_SECOND * seconds);
  }

  /** Of both together. */
  Swing plus(Swing other) {
    if (millicores == 0 || other.millicores == 0) {
      return millicores == 0 ? other : this;
    }
    if (phaseSeconds != other.phaseSeconds) {
      throw new IllegalArgumentException(
          "phases of %d and %d s do not make one swing"
              .formatted(phaseSeconds, other.phaseSeconds));
    }
    return new Swing(millicores + other.millicores, phaseSeconds);
  }

  private record Wave(int periodSeconds, double share) {
    double height(long time) {
      return share * Math.sin(angle(time));
    }

    double area(long time) {
      return -share * periodSeconds / (2 * Math.PI) * Math.cos(angle(time));
    }

    /** Within one turn: of larger angles, sine and cosine are far slower (a start showed it). */
    private double angle(long time) {
      return Math.floorMod(time, periodSeconds) * 2 * Math.PI / periodSeconds;
    }
  }
}
