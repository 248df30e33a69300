package io.heapster.sinks.graphite;

import com.codahale.metrics.Counter;
import io.heapster.core.config.Options;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowLimits;
import io.heapster.sinks.rows.RowOutput;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.socket.Datagrams;
import io.heapster.sinks.socket.HostPort;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A Graphite and how paths begin.
 *
 * @param prefix first parts of all paths
 */
public record GraphiteConfig(Transport transport, HostPort server, String prefix)
    implements RowOutput {
  /** The kind as users write it. */
  public static final String KEY = "graphite";

  private static final HostPort STANDARD = new HostPort("localhost", 2003);
  private static final Pattern PREFIX = Pattern.compile("[^.\\s;\\p{Cntrl}][^\\s;\\p{Cntrl}]*");
  private static final int MAX_ROWS = 10_000;
  private static final int MAX_BYTES = 2 << 20;

  /** How lines travel. */
  public enum Transport {
    /** One connection, kept. */
    TCP,
    /** Several lines a datagram, unacknowledged. */
    UDP
  }

  /** Reads the options; what is wrong is remembered in them. */
  public static GraphiteConfig from(String base, Options options) {
    Transport transport =
        base.toLowerCase(Locale.ROOT).startsWith("udp:") ? Transport.UDP : Transport.TCP;
    if (base.isEmpty()) {
      options.problem("address", base, "expected tcp://host[:port] or udp://host[:port]");
    }
    HostPort server = HostPort.parse(base, List.of("tcp", "udp"), STANDARD, options);
    String prefix = options.text("prefix").orElse("kubernetes");
    if (!PREFIX.matcher(prefix).matches() || prefix.endsWith(".") || prefix.contains("..")) {
      options.problem("prefix", prefix, "expected names joined by dots, without space or ;");
    }
    return new GraphiteConfig(transport, server, prefix);
  }

  @Override
  public RowEncoder encoder(String labelSeparator, Counter notFinite) {
    return new LineEncoder(prefix, notFinite);
  }

  @Override
  public RowSender sender(Duration callTimeout, TimeSource time) {
    return switch (transport) {
      case TCP -> new LineSender(server, callTimeout);
      case UDP -> new Datagrams(server, MAX_ROWS, 0);
    };
  }

  @Override
  public RowLimits limits(Duration callTimeout) {
    return new RowLimits(MAX_ROWS, MAX_BYTES, 1, callTimeout);
  }
}
