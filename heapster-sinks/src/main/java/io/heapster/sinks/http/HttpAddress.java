package io.heapster.sinks.http;

import io.heapster.core.config.Options;
import java.net.URI;

/** Addresses of HTTP servers, as users write them. */
public final class HttpAddress {
  private HttpAddress() {}

  /**
   * Reads an address; what is wrong is remembered in the options.
   *
   * @param base as given; may be empty
   * @param otherwise for an empty or a wrong one; empty when users must give one
   */
  public static URI parse(String base, String otherwise, Options options) {
    URI standard = URI.create(otherwise.isEmpty() ? "http://localhost" : otherwise);
    if (base.isEmpty() && !otherwise.isEmpty()) {
      return standard;
    }
    URI uri = URI.create(base);
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    if ((!http && !https) || uri.getHost() == null) {
      options.problem("address", base, "expected http://host[:port] or https://host[:port]");
      return standard;
    }
    if (uri.getRawUserInfo() != null) {
      options.problem(
          "address", uri.getHost(), "holds credentials, expected them in the options user and pw");
      return standard;
    }
    return uri;
  }

  /** The address with a path at its end, unless it has that path already. */
  public static URI withPath(URI address, String path) {
    String text = address.toString();
    String bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return URI.create(bare.endsWith(path) ? bare : bare + path);
  }
}
