package io.heapster.sinks.socket;

import io.heapster.core.config.Options;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where something listens.
 *
 * @param host a name, or an address without brackets
 */
public record HostPort(String host, int port) {
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^:@\\[\\]]*))(?::([0-9]*))?");

  /**
   * Reads {@code scheme://host:port}; what is wrong is remembered in the options.
   *
   * @param base may be empty
   * @param schemes that are understood
   * @param otherwise for what is left out
   */
  public static HostPort parse(
      String base, List<String> schemes, HostPort otherwise, Options options) {
    if (base.isEmpty()) {
      return otherwise;
    }
    URI uri = URI.create(base);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    Matcher parts = AUTHORITY.matcher(authority);
    boolean bare = path.isEmpty() || path.equals("/");
    if (schemes.contains(scheme) && bare && !uri.isOpaque() && parts.matches()) {
      int port = port(parts.group(3), otherwise.port);
      if (port > 0) {
        return new HostPort(host(parts, otherwise.host), port);
      }
    }
    options.problem("address", base, "expected " + String.join(" or ", schemes) + "://host[:port]");
    return otherwise;
  }

  /**
   * The address, looked up now.
   *
   * @throws UnknownHostException when the name has none
   */
  InetSocketAddress resolve() throws UnknownHostException {
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException("host " + host + " is not known");
    }
    return address;
  }

  @Override
  public String toString() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }

  private static String host(Matcher parts, String otherwise) {
    String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
    return host.isEmpty() ? otherwise : host;
  }

  /** Zero when it is none. */
  private static int port(@Nullable String digits, int otherwise) {
    if (digits == null || digits.isEmpty()) {
      return otherwise;
    }
    int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
    return port <= 0xffff ? port : 0;
  }
}
