package io.heapster.sinks.riemann;

import com.codahale.metrics.Counter;
import io.heapster.core.config.Options;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowLimits;
import io.heapster.sinks.rows.RowOutput;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.socket.HostPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A Riemann and what its events hold beside the values.
 *
 * @param ttlSeconds how long an event stays in the index
 * @param state of all events; left out when empty
 * @param tags of all events
 * @param batchSize events in one message at most
 */
public record RiemannConfig(
    HostPort server, float ttlSeconds, String state, List<String> tags, int batchSize)
    implements RowOutput {
  /** The kind as users write it. */
  public static final String KEY = "riemann";

  private static final HostPort STANDARD = new HostPort("riemann-heapster", 5555);
  private static final float STANDARD_TTL = 60;

  /** Riemann takes messages up to 16 MiB. */
  private static final int MAX_BYTES = 4 << 20;

  public RiemannConfig {
    tags = List.copyOf(tags);
  }

  /** Reads the options; what is wrong is remembered in them. */
  public static RiemannConfig from(String base, Options options) {
    return new RiemannConfig(
        HostPort.parse(base, List.of("tcp", "http", "riemann"), STANDARD, options),
        ttl(options),
        options.text("state").orElse(""),
        options.isGiven("tags") ? options.texts("tags") : List.of("heapster"),
        (int) options.number("batchsize", 1000, 1, 100_000));
  }

  private static float ttl(Options options) {
    Optional<String> text = options.text("ttl");
    if (text.isEmpty()) {
      return STANDARD_TTL;
    }
    try {
      float seconds = Float.parseFloat(text.get());
      if (Float.isFinite(seconds) && seconds > 0) {
        return seconds;
      }
    } catch (NumberFormatException _) {
      // Told below, like a number out of range.
    }
    options.problem("ttl", text.get(), "expected a number of seconds above 0");
    return STANDARD_TTL;
  }

  @Override
  public RowEncoder encoder(String labelSeparator, Counter notFinite) {
    return new EventEncoder(this);
  }

  @Override
  public RowSender sender(Duration callTimeout, TimeSource time) {
    return new MessageSender(server, callTimeout);
  }

  @Override
  public RowLimits limits(Duration callTimeout) {
    return new RowLimits(batchSize, MAX_BYTES, 1, callTimeout);
  }
}
