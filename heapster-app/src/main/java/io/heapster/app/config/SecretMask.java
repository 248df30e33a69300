package io.heapster.app.config;

import io.heapster.core.config.ComponentUri;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what must not be read over a shoulder: passwords and tokens in source and sink URIs, and
 * the values of headers, which are often keys.
 */
public final class SecretMask {
  private static final String MASK = "***";
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i)pw|pwd|.*(pass|secret|token|apikey|api_key|writekey|credential).*");

  /** An option with a header, of which the name may be read; also as it may be mistyped. */
  private static final Pattern HEADER = Pattern.compile("(?i)(http)?headers?");

  /** In a URI the colon may be written by its number. */
  private static final Pattern HEADER_NAME = Pattern.compile("[^:%]*(:|%3[Aa])(\\s|%20|\\+)*");

  /**
   * Up to the last @ of the authority; a password may hold one. One with a slash, of which there
   * should be none, ends the authority too early: then up to the last @ at all, unless what seems
   * to be a password is a port.
   */
  private static final Pattern USER_INFO_PASSWORD =
      Pattern.compile("(//[^/@:?]*:)(?:[^/]*@|(?!\\d+/)[^?]*@)");

  /** Wider than in a URI: a password is often what makes one malformed. */
  private static final Pattern PASSWORD_IN_TEXT = Pattern.compile("(//[^/@:?\"]*:)[^?\"]*@");

  private static final Pattern OPTION_IN_TEXT = Pattern.compile("([?&]([^=&?\"]+)=)[^&\"]*");

  private SecretMask() {}

  /** A sentence that may quote a component, malformed perhaps, without the secrets in it. */
  public static String inText(String text) {
    String open = PASSWORD_IN_TEXT.matcher(text).replaceAll("$1" + MASK + "@");
    return OPTION_IN_TEXT
        .matcher(open)
        .replaceAll(option -> {
          String name = option.group(2);
          String value = option.group().substring(option.group(1).length());
          return Matcher.quoteReplacement(option.group(1) + masked(name, value));
        });
  }

  /** The component's text without secrets, for logs. */
  public static String mask(ComponentUri component) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    component
        .options()
        .forEach((name, values) ->
            options.put(name, values.stream().map(value -> masked(name, value)).toList()));
    String base = withoutPassword(component.base());
    return new ComponentUri(component.key(), base, options).text();
  }

  /** The same for a text that was not taken apart; variables in it are left as they are. */
  static String mask(String component) {
    try {
      return mask(ComponentUri.parse(component, name -> "${" + name + "}"));
    } catch (IllegalArgumentException e) {
      return MASK; // a malformed text is told as a problem; where its secrets are is unknown
    }
  }

  private static String masked(String option, String value) {
    if (SECRET_NAME.matcher(option).matches()) {
      return MASK;
    }
    if (!HEADER.matcher(option).matches()) {
      return withoutPassword(value);
    }
    Matcher name = HEADER_NAME.matcher(value);
    return name.lookingAt() ? name.group() + MASK : MASK;
  }

  /** A URI, or a text with one in it. */
  private static String withoutPassword(String uri) {
    return USER_INFO_PASSWORD.matcher(uri).replaceAll("$1" + MASK + "@");
  }
}
