package io.heapster.sinks.kafka;

import io.heapster.core.config.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The brokers to begin with, from the sink's address and its option {@code brokers}. */
final class Brokers {
  private static final String OPTION = "brokers";
  private static final String RULE = "expected host:port";

  /** Host or bracketed IPv6 address, and port. */
  private static final Pattern BROKER =
      Pattern.compile("(?:[^\\s:/@\\[\\]]+|\\[[0-9a-fA-F:.%]+]):(\\d{1,5})");

  private Brokers() {}

  static List<String> read(String base, Options options) {
    var given = new ArrayList<String>();
    split(address(base), given);
    options.texts(OPTION).forEach(text -> split(text, given));
    var brokers = new ArrayList<String>();
    for (String broker : given) {
      if (!isBroker(broker)) {
        options.problem(OPTION, broker, RULE);
      } else if (!brokers.contains(broker)) {
        brokers.add(broker);
      }
    }
    if (given.isEmpty()) {
      options.problem(OPTION, "", RULE + ", at least once");
    }
    return brokers;
  }

  /** {@code host:port}, {@code //host:port} and {@code kafka://host:port/} are the same. */
  private static String address(String base) {
    String rest = base.startsWith("kafka:") ? base.substring("kafka:".length()) : base;
    rest = rest.startsWith("//") ? rest.substring(2) : rest;
    return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
  }

  private static void split(String list, List<String> into) {
    for (String part : list.split(",", -1)) {
      if (!part.isBlank()) {
        into.add(part.strip());
      }
    }
  }

  private static boolean isBroker(String text) {
    Matcher matcher = BROKER.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    int port = Integer.parseInt(matcher.group(1));
    return port > 0 && port <= 65_535;
  }
}
