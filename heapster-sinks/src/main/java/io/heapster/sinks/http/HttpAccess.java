package io.heapster.sinks.http;

import io.heapster.core.config.Options;
import io.heapster.core.config.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a server is spoken to, whatever is said: trust, credentials, compression, further headers.
 *
 * @param certificateAuthority PEM file of the only authorities to be trusted; null for the usual
 *     ones
 * @param insecureTls whether any certificate will do
 * @param gzip whether request bodies are compressed
 * @param headers sent with each request
 */
public record HttpAccess(
    Credentials credentials,
    @Nullable Path certificateAuthority,
    boolean insecureTls,
    boolean gzip,
    List<Header> headers) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e\\t]*)");
  private static final List<String> OURS =
      List.of(
          "authorization",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "upgrade");

  /** A header of a request. */
  public record Header(String name, String value) {}

  public HttpAccess {
    headers = List.copyOf(headers);
  }

  /**
   * Reads {@code user}, {@code pw} or {@code pwFile}, {@code token} or {@code tokenFile}, {@code
   * cacert}, {@code insecuressl} and {@code header} (repeatable). What is wrong is remembered in
   * the options.
   */
  public static HttpAccess from(Options options) {
    return new HttpAccess(
        credentials(options),
        certificateAuthority(options),
        options.flag("insecuressl", false),
        false,
        headers(options));
  }

  /** The same with request bodies compressed, or not. */
  public HttpAccess withGzip(boolean compressed) {
    return new HttpAccess(credentials, certificateAuthority, insecureTls, compressed, headers);
  }

  private static Credentials credentials(Options options) {
    Optional<String> user = options.text("user");
    Optional<Secret> password = options.secret("pw");
    Optional<Secret> token = options.secret("token");
    if (user.isPresent() && token.isPresent()) {
      options.problem("user", user.get(), "given beside token, expected one of them");
    } else if (user.isPresent()) {
      return new Credentials.Basic(user.get(), password.orElse(Secret.of("")));
    } else if (password.isPresent()) {
      options.problem("pw", password.get().toString(), "given without user");
    }
    return token.<Credentials>map(Credentials.Bearer::new).orElseGet(Credentials.Anonymous::new);
  }

  private static @Nullable Path certificateAuthority(Options options) {
    Optional<String> file = options.text("cacert");
    if (file.isEmpty()) {
      return null;
    }
    if (!Files.isReadable(Path.of(file.get()))) {
      options.problem("cacert", file.get(), "no such file, or it cannot be read");
      return null;
    }
    return Path.of(file.get());
  }

  private static List<Header> headers(Options options) {
    var headers = new ArrayList<Header>();
    for (String text : options.texts("header")) {
      int colon = text.indexOf(':');
      String name = text.substring(0, Math.max(colon, 0)).strip();
      String value = text.substring(colon + 1).strip();
      if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
        // The value may be a key of somebody's: it is not repeated.
        options.problem("header", name, "expected Name: value, in printable ASCII");
      } else if (OURS.stream().anyMatch(name::equalsIgnoreCase)) {
        options.problem("header", name, "is set by the sink itself");
      } else {
        headers.add(new Header(name, value));
      }
    }
    return headers;
  }
}
