package io.heapster.sinks.http;

import io.heapster.core.config.Options;
import io.heapster.core.config.Secret;
import io.heapster.core.pipeline.SinkHeldException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a server is spoken to, whatever is said: trust, credentials, compression, further headers.
 *
 * @param certificateAuthority PEM file of the only authorities to be trusted; null for the usual
 *     ones
 * @param insecureTls whether any certificate will do
 * @param gzip whether request bodies are compressed
 * @param headers sent with each request
 * @param headerFile further ones, one a line, read at each request; or null
 */
public record HttpAccess(
    Credentials credentials,
    @Nullable Path certificateAuthority,
    boolean insecureTls,
    boolean gzip,
    List<Header> headers,
    @Nullable Path headerFile) {

  /** A header of a request; its value, often a secret, is not in its text. */
  public record Header(String name, String value) {
    @Override
    public String toString() {
      return name + ": ***";
    }
  }

  public HttpAccess {
    headers = List.copyOf(headers);
  }

  /**
   * Reads {@code user}, {@code pw} or {@code pwFile}, {@code token} or {@code tokenFile}, {@code
   * cacert}, {@code insecuressl}, {@code header} (repeatable) and {@code headerFile}. What is wrong
   * is remembered in the options.
   */
  public static HttpAccess from(Options options) {
    return new HttpAccess(
        credentials(options),
        file(options, "cacert"),
        options.flag("insecuressl", false),
        false,
        headers(options),
        file(options, "headerFile"));
  }

  /** The same with request bodies compressed, or not. */
  public HttpAccess withGzip(boolean compressed) {
    return new HttpAccess(
        credentials, certificateAuthority, insecureTls, compressed, headers, headerFile);
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

  private static @Nullable Path file(Options options, String name) {
    Optional<String> file = options.text(name);
    if (file.isEmpty()) {
      return null;
    }
    if (!Files.isReadable(Path.of(file.get()))) {
      options.problem(name, file.get(), "no such file, or it cannot be read");
      return null;
    }
    return Path.of(file.get());
  }

  private static List<Header> headers(Options options) {
    var headers = new ArrayList<Header>();
    for (String text : options.texts("header")) {
      String problem = HeaderLines.problem(text);
      if (problem == null) {
        headers.add(HeaderLines.parse(text));
      } else {
        options.problem("header", HeaderLines.name(text), problem);
      }
    }
    return headers;
  }

  /**
   * The headers of one request.
   *
   * @throws SinkHeldException when their file cannot be used
   */
  List<Header> allHeaders() throws SinkHeldException {
    if (headerFile == null) {
      return headers;
    }
    var all = new ArrayList<>(headers);
    all.addAll(HeaderLines.read(headerFile));
    return all;
  }
}
