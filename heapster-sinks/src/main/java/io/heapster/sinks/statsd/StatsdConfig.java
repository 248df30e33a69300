package io.heapster.sinks.statsd;

import com.codahale.metrics.Counter;
import io.heapster.core.config.NearestName;
import io.heapster.core.config.Options;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowLimits;
import io.heapster.sinks.rows.RowOutput;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.socket.Datagrams;
import io.heapster.sinks.socket.HostPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A StatsD and how names are made.
 *
 * @param prefix of all names; may be empty
 * @param metricsPerDatagram at most, and never more than fit into a frame
 * @param renamed new keys of labels, by the old ones
 * @param allowed keys of the only labels that are told, before they are renamed; empty for all
 */
public record StatsdConfig(
    HostPort server,
    String prefix,
    Protocol protocol,
    int metricsPerDatagram,
    Map<String, String> renamed,
    Set<String> allowed,
    LabelStyle labelStyle)
    implements RowOutput {
  /** The kind as users write it. */
  public static final String KEY = "statsd";

  private static final HostPort STANDARD = new HostPort("localhost", 8125);
  private static final int MAX_ROWS = 10_000;
  private static final int MAX_BYTES = 1 << 20;

  /** Where labels stand. */
  public enum Protocol {
    /** In the name, as Etsy's StatsD has it. */
    ETSY,
    /** Behind the name, as Telegraf reads it. */
    INFLUX
  }

  public StatsdConfig {
    renamed = Map.copyOf(renamed);
    allowed = Set.copyOf(allowed);
  }

  /** Reads the options; what is wrong is remembered in them. */
  public static StatsdConfig from(String base, Options options) {
    return new StatsdConfig(
        HostPort.parse(base, List.of("udp"), STANDARD, options),
        options.text("prefix").orElse(""),
        protocol(options),
        (int) options.number("numMetricsPerMsg", 5, 1, MAX_ROWS),
        renamed(options),
        allowed(options),
        labelStyle(options));
  }

  private static Protocol protocol(Options options) {
    String text = options.text("protocolType").orElse("etsystatsd");
    return switch (text) {
      case "etsystatsd" -> Protocol.ETSY;
      case "influxstatsd" -> Protocol.INFLUX;
      default -> {
        List<String> valid = List.of("etsystatsd", "influxstatsd");
        options.problem(
            "protocolType",
            text,
            "expected etsystatsd or influxstatsd" + NearestName.hint(text, valid));
        yield Protocol.ETSY;
      }
    };
  }

  private static Map<String, String> renamed(Options options) {
    var renamed = new LinkedHashMap<String, String>();
    for (String pair : words(options, "renameLabels")) {
      int colon = pair.indexOf(':');
      if (colon <= 0 || colon == pair.length() - 1) {
        options.problem("renameLabels", pair, "expected old:new");
      } else {
        renamed.put(pair.substring(0, colon), pair.substring(colon + 1));
      }
    }
    return renamed;
  }

  private static Set<String> allowed(Options options) {
    return new LinkedHashSet<>(words(options, "allowedLabels"));
  }

  private static List<String> words(Options options, String name) {
    var words = new ArrayList<String>();
    for (String text : options.texts(name)) {
      for (String word : text.split(",")) {
        if (!word.isBlank()) {
          words.add(word.strip());
        }
      }
    }
    return words;
  }

  private static LabelStyle labelStyle(Options options) {
    Optional<String> text = options.text("labelStyle");
    if (text.isEmpty()) {
      return LabelStyle.UNCHANGED;
    }
    return switch (text.get()) {
      case "lowerCamelCase" -> LabelStyle.LOWER_CAMEL_CASE;
      case "upperCamelCase" -> LabelStyle.UPPER_CAMEL_CASE;
      default -> {
        options.problem("labelStyle", text.get(), "expected lowerCamelCase or upperCamelCase");
        yield LabelStyle.UNCHANGED;
      }
    };
  }

  @Override
  public RowEncoder encoder(String labelSeparator, Counter notFinite) {
    return new GaugeEncoder(this, labelSeparator, notFinite);
  }

  @Override
  public RowSender sender(Duration callTimeout, TimeSource time) {
    return new Datagrams(server, metricsPerDatagram, 1);
  }

  @Override
  public RowLimits limits(Duration callTimeout) {
    return new RowLimits(MAX_ROWS, MAX_BYTES, 1, callTimeout);
  }
}
