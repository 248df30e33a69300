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
   * From the first colon after the slashes up to the last @ before the options. User and password
   * may hold an @, and a password a slash, of which there should be none; so a port with an @ in
   * the path behind it looks the same and is hidden, too: better too much than too little. The
   * colons of an IPv6 address begin no password.
   */
  private static final Pattern PASSWORD =
      Pattern.compile("(//(?:\\[[0-9A-Fa-f:.%]*])?[^/:?\"]*:)[^?\"]*@");

  private static final Pattern OPTION_IN_TEXT = Pattern.compile("([?&]([^=&?\"]+)=)[^&\"]*");

  private SecretMask() {}

  /** A sentence that may quote a component, malformed perhaps, without the secrets in it. */
  public static String inText(String text) {
    String open = PASSWORD.matcher(text).replaceAll("$1" + MASK + "@");
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
    return PASSWORD.matcher(uri).replaceAll("$1" + MASK + "@");
  }
}
