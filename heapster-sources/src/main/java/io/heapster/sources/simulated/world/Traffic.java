package io.heapster.sources.simulated.world;

/** What crosses a network interface every second: whole amounts, so that rates are exact. */
public record Traffic(
    long rxBytesPerSecond, long txBytesPerSecond, long rxErrorsPerSecond, long txErrorsPerSecond) {

  static final Traffic NONE = new Traffic(0, 0, 0, 0);

  static Traffic from(long bits) {
    return new Traffic(
        100 + Scramble.below(200_000, bits),
        100 + Scramble.below(100_000, bits >>> 8),
        Scramble.below(50, bits >>> 16) == 0 ? 1 : 0,
        Scramble.below(50, bits >>> 24) == 0 ? 2 : 0);
  }

  Traffic plus(Traffic other) {
    return new Traffic(
        rxBytesPerSecond + other.rxBytesPerSecond,
        txBytesPerSecond + other.txBytesPerSecond,
        rxErrorsPerSecond + other.rxErrorsPerSecond,
        txErrorsPerSecond + other.txErrorsPerSecond);
  }
}
