package io.heapster.api.console;

import io.heapster.api.http.AcceptHeader;
import io.heapster.api.http.Answer;
import io.heapster.api.http.ApiException;
import io.heapster.api.http.Request;
import io.heapster.api.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The page at the root for browsers, its files below a folder that is named by their content, and a
 * page of links to the API.
 */
public final class ConsoleRoutes {
  public static final String ROOT = "/";
  public static final String API = "/api";
  static final String ASSETS = "/console/{assets}/{path:*}";

  /**
   * The page runs only scripts and styles from here, talks only to here and stands in no frame:
   * whatever names and labels a cluster holds, they stay text.
   */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer");

  private final ConsoleAssets assets = ConsoleAssets.read();
  private final Answer index;
  private final Document page;
  private final Document links;

  /** A page and the tag of its content. */
  private record Document(byte[] body, String tag) {}

  /**
   * @param index what programs are told at the root, and at {@code /api}
   * @param entries of that index as HTML: pairs of {@code dt} and {@code dd}
   */
  public ConsoleRoutes(Answer index, String entries, String version) {
    this.index = index;
    this.page = document("index.html", "", version);
    this.links = document("api.html", entries, version);
  }

  public List<Route> routes() {
    return List.of(
        Route.any(ROOT, Route.Work.LOOKUP, request -> either(request, page)),
        Route.any(API, Route.Work.LOOKUP, request -> either(request, links)),
        Route.any(ASSETS, Route.Work.LOOKUP, this::asset));
  }

  private Document document(String name, String entries, String version) {
    String text =
        Asset.read(name)
            .text()
            .replace("{{assets}}", assets.hash())
            .replace("{{version}}", version)
            .replace("{{entries}}", entries);
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    byte[] digest = ConsoleAssets.sha256().digest(body);
    // Weak: the server may compress it.
    return new Document(body, "W/\"" + HexFormat.of().formatHex(digest, 0, 8) + "\"");
  }

  private Answer either(Request request, Document document) {
    if (!AcceptHeader.prefersHtml(request.accept())) {
      return new Answer.WithHeaders(index, Map.of("Vary", "Accept"));
    }
    boolean known = names(request.ifNoneMatch(), document.tag());
    var answer =
        new Answer.Whole(
            known ? 304 : 200, "text/html; charset=utf-8", known ? new byte[0] : document.body());
    var headers =
        Map.of(
            "Cache-Control",
            "no-cache",
            "ETag",
            document.tag(),
            "Vary",
            "Accept",
            "Content-Security-Policy",
            CONTENT_SECURITY_POLICY);
    return new Answer.WithHeaders(new Answer.WithHeaders(answer, headers), ALWAYS);
  }

  /** Whether a list of tags holds this one; strong and weak tags compare alike (RFC 9110). */
  private static boolean names(String ifNoneMatch, String tag) {
    String plain = tag.substring("W/".length());
    for (String each : ifNoneMatch.split(",")) {
      String asked = each.strip();
      if (asked.equals("*") || asked.equals(tag) || asked.equals(plain)) {
        return true;
      }
    }
    return false;
  }

  private Answer asset(Request request) {
    Asset asset =
        assets
            .find(request.parameter("assets"), request.parameter("path"))
            .orElseThrow(() -> ApiException.notFound("404 page not found\n"));
    var answer = new Answer.Whole(200, asset.mediaType(), asset.content());
    var headers =
        Map.of(
            "Cache-Control",
            "public, max-age=31536000, immutable",
            "Content-Security-Policy",
            CONTENT_SECURITY_POLICY);
    return new Answer.WithHeaders(new Answer.WithHeaders(answer, headers), ALWAYS);
  }
}
