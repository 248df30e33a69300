package io.heapster.api.k8s.forward;

import io.heapster.api.k8s.groups.routing.MetricRule;
import io.heapster.api.k8s.request.GoDuration;
import io.heapster.core.config.NearestName;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the text form of a target; gathers all that is wrong. One use. */
final class TargetParser {
  /** The pattern may hold any character, so the address is what it ends at. */
  private static final Pattern FORM =
      Pattern.compile("(?<pattern>.*?)=(?<url>[A-Za-z][A-Za-z0-9+.-]*://[^;]*)(?<options>;.*)?");

  private static final List<String> OPTIONS =
      List.of(
          "ca-file",
          "insecure-skip-tls-verify",
          "cert-file",
          "key-file",
          "token-file",
          "timeout",
          "discovery-interval",
          "max-body-bytes");

  private final String text;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> options = new TreeMap<>();

  TargetParser(String text) {
    this.text = text;
  }

  ForwardTarget target() {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      problems.add("it has not the form <pattern>=<https URL>[;<option>=<value>]...");
      throw wrong();
    }
    String rest = form.group("options");
    readOptions(rest == null ? "" : rest);
    String pattern = form.group("pattern");
    checkPattern(pattern);
    try {
      var target =
          new ForwardTarget(pattern, URI.create(form.group("url").strip()), trust(), limits());
      if (problems.isEmpty()) {
        return target;
      }
    } catch (PatternSyntaxException e) {
      // told by checkPattern
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    throw wrong();
  }

  private void checkPattern(String pattern) {
    if (pattern.isEmpty()) {
      problems.add("the pattern is missing; for all metrics write .*");
      return;
    }
    try {
      MetricRule.named(pattern);
    } catch (PatternSyntaxException e) {
      problems.add(
          "\"%s\" is no regular expression (%s); for all metrics write .*"
              .formatted(pattern, e.getDescription()));
    }
  }

  private void readOptions(String all) {
    for (String each : all.split(";", -1)) {
      if (!each.isBlank()) {
        readOption(each.strip());
      }
    }
  }

  private void readOption(String option) {
    int equals = option.indexOf('=');
    String name = equals < 0 ? option : option.substring(0, equals);
    String value = equals < 0 ? "" : option.substring(equals + 1);
    if (!OPTIONS.contains(name)) {
      problems.add("unknown option \"" + name + "\"" + NearestName.hint(name, OPTIONS));
    } else if (value.isEmpty()) {
      problems.add(name + " needs a value: " + name + "=...");
    } else if (options.putIfAbsent(name, value) != null) {
      problems.add(name + " is given twice");
    }
  }

  private ForwardTarget.Trust trust() {
    return new ForwardTarget.Trust(
        text("ca-file"),
        read("insecure-skip-tls-verify", false, TargetParser::truth, "true or false"),
        text("cert-file"),
        text("key-file"),
        text("token-file"));
  }

  private ForwardTarget.Limits limits() {
    var usual = ForwardTarget.Limits.USUAL;
    String duration = "a duration above 0 such as 10s or 1m30s";
    return new ForwardTarget.Limits(
        read("timeout", usual.timeout(), TargetParser::duration, duration),
        read("discovery-interval", usual.discoveryInterval(), TargetParser::duration, duration),
        read("max-body-bytes", usual.maxBodyBytes(), TargetParser::size, "a number above 0"));
  }

  private String text(String name) {
    return options.getOrDefault(name, "");
  }

  private <T> T read(String name, T standard, Function<String, T> reader, String expected) {
    String value = options.get(name);
    try {
      return value == null ? standard : reader.apply(value);
    } catch (IllegalArgumentException e) {
      problems.add("%s=%s: write %s".formatted(name, value, expected));
      return standard;
    }
  }

  private static boolean truth(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(value);
    };
  }

  private static Duration duration(String value) {
    Duration duration = GoDuration.parse(value);
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(value);
    }
    return duration;
  }

  private static int size(String value) {
    int size = Integer.parseInt(value);
    if (size <= 0) {
      throw new IllegalArgumentException(value);
    }
    return size;
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("\"" + text + "\": " + String.join("; ", problems));
  }
}
