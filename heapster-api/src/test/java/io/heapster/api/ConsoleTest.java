package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.model.EntityKey;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the page is served. */
final class ConsoleTest {
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
  private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(console/[^\"]+)\"");

  private final RunningApi api = RunningApi.start();

  @AfterEach
  void stop() {
    api.close();
  }

  private HttpResponse<String> page(String... more) throws Exception {
    String[] headers = new String[more.length + 2];
    headers[0] = "Accept";
    headers[1] = BROWSER;
    System.arraycopy(more, 0, headers, 2, more.length);
    return api.get("/", headers);
  }

  /** The path of a file as the page names it. */
  private String pathOf(String file) throws Exception {
    return LOADED
        .matcher(page().body())
        .results()
        .map(found -> "/" + found.group(1))
        .filter(path -> path.endsWith("/" + file))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the page does not load " + file));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void root_forBrowsers_isThePage() throws Exception {
    HttpResponse<String> page = page();
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.body())
        .startsWith("<!doctype html>")
        .contains("<div id=\"app\">")
        .doesNotContain("{{");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(page, "Vary")).containsIgnoringCase("accept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/json", "application/json, text/html", "text/plain"})
  void root_forPrograms_isTheListOfRoutes(String accept) throws Exception {
    HttpResponse<String> answer = api.get("/", "Accept", accept);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
    assertThat(RunningApi.JSON.readTree(answer.body()).path("name").asText()).isEqualTo("heapster");
  }

  @Test
  void root_withoutAccept_isTheListOfRoutes() throws Exception {
    assertThat(header(api.get("/"), "Content-Type")).isEqualTo("application/json");
  }

  @Test
  void page_everyFileItNames_isServed() throws Exception {
    var files = LOADED.matcher(page().body()).results().map(found -> found.group(1)).toList();
    assertThat(files)
        .hasSizeGreaterThan(4)
        .allMatch(path -> path.matches("console/[0-9a-f]{16}/.+"));
    for (String file : files) {
      assertThat(api.get("/" + file).statusCode()).as(file).isEqualTo(200);
    }
  }

  @Test
  void page_securityHeaders_allowOnlyItself() throws Exception {
    for (String path : new String[] {"/", "/api", pathOf("main.js")}) {
      HttpResponse<String> answer = api.get(path, "Accept", BROWSER);
      assertThat(header(answer, "Content-Security-Policy"))
          .as(path)
          .isEqualTo(
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                  + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
                  + " frame-ancestors 'none'");
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "main.js, text/javascript; charset=utf-8",
    "vendor/uplot.js, text/javascript; charset=utf-8",
    "base.css, text/css; charset=utf-8",
    "icon.svg, image/svg+xml"
  })
  void file_hasItsTypeAndIsKeptForGood(String file, String type) throws Exception {
    HttpResponse<String> answer = api.get(pathOf(file));
    assertThat(header(answer, "Content-Type")).isEqualTo(type);
    assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
  }

  @Test
  void page_heldByTheCaller_isNotSentAgain() throws Exception {
    String tag = header(page(), "ETag");
    assertThat(tag).matches("W/\"[0-9a-f]{16}\"");
    for (String held : new String[] {tag, "\"other\", " + tag, tag.substring(2), "*"}) {
      HttpResponse<String> answer = page("If-None-Match", held);
      assertThat(answer.statusCode()).as(held).isEqualTo(304);
      assertThat(answer.body()).isEmpty();
      assertThat(header(answer, "ETag")).isEqualTo(tag);
      assertThat(answer.headers().firstValue("Content-Length").orElse("none")).isEqualTo("none");
    }
    assertThat(page("If-None-Match", "W/\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void page_andItsFiles_areCompressed() throws Exception {
    for (String path :
        new String[] {pathOf("main.js"), pathOf("base.css"), pathOf("vendor/uplot.js")}) {
      HttpResponse<byte[]> answer = api.bytes(path, "Accept-Encoding", "gzip");
      assertThat(header(answer, "Content-Encoding")).as(path).isEqualTo("gzip");
      try (var gzip = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
        assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo(api.get(path).body());
      }
    }
  }

  @Test
  void head_tellsTheSameWithoutABody() throws Exception {
    for (String path : new String[] {"/", pathOf("main.js")}) {
      HttpResponse<String> got = api.get(path, "Accept", BROWSER);
      HttpResponse<String> head = api.send("HEAD", path, "Accept", BROWSER);
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      for (String name : new String[] {"Content-Type", "Content-Length", "Cache-Control", "ETag"}) {
        assertThat(header(head, name)).as(path + " " + name).isEqualTo(header(got, name));
      }
    }
  }

  @Test
  void post_isRefused() throws Exception {
    HttpResponse<String> answer = api.send("POST", "/", "Accept", BROWSER);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@/../index.html",
        "@/..%2findex.html",
        "@/%2e%2e/ConsoleRoutes.class",
        "@/ConsoleRoutes.class",
        "@/vendor/CHECKSUMS",
        "@/main.js%00",
        "@//etc/passwd",
        "@/index.html",
        "@/",
        "/console/0000000000000000/main.js",
        "/console/main.js"
      })
  void file_notOfThePage_isNotServed(String path) throws Exception {
    String folder = pathOf("main.js").replace("/main.js", "");
    HttpResponse<String> answer = RawHttp.get(api.port, path.replace("@", folder));
    assertThat(answer.statusCode()).isIn(301, 400, 404);
    if (answer.statusCode() == 301) {
      HttpResponse<String> next = RawHttp.get(api.port, header(answer, "Location"));
      assertThat(next.statusCode()).isIn(400, 404);
    }
  }

  @Test
  void api_forBrowsers_linksToWhatIsServed() throws Exception {
    var draft = new BatchDraft(RunningApi.NOW);
    draft.add(new EntityKey.Node("n0"), Map.of("type", "node"));
    api.store.add(draft.build());
    HttpResponse<String> links = api.get("/api", "Accept", BROWSER);
    assertThat(links.body())
        .contains("Version 1.2.3", ">/api/v1/model/nodes</a>")
        .doesNotContain("{{");
    var targets =
        Pattern.compile("<dt><a href=\"([^\"]+)\"")
            .matcher(links.body())
            .results()
            .map((MatchResult found) -> "/" + found.group(1))
            .toList();
    assertThat(targets).hasSizeGreaterThan(10);
    for (String target : targets) {
      assertThat(api.get(target).statusCode()).as(target).isEqualTo(200);
    }
    assertThat(header(api.get("/api"), "Content-Type")).isEqualTo("application/json");
  }
}
