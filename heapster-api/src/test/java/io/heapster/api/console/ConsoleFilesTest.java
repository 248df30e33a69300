package io.heapster.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the page: what they weigh, where they come from, what they may not do. */
final class ConsoleFilesTest {
  private static final int MOST_BYTES = 205 * 1024;
  private static final int MOST_GZIPPED_BYTES = 80 * 1024;

  /** Addresses that name a thing and are never fetched. */
  private static final Pattern NAMES_ONLY = Pattern.compile("http://www\\.w3\\.org/[a-zA-Z0-9/]+");

  private static final Pattern OUTSIDE =
      Pattern.compile("(?i)https?://|url\\(\\s*['\"]?//|['\"`]//\\w");

  /** Ways from text to code or markup, Preact's included. */
  private static final Pattern MARKUP =
      Pattern.compile(
          "(?i)\\beval\\(|new Function|innerHTML|outerHTML|setHTML|insertAdjacentHTML|document\\.write|createContextualFragment");

  private static Path folder() throws URISyntaxException {
    return Path.of(ConsoleFilesTest.class.getResource("main.js").toURI()).getParent();
  }

  private static List<Asset> assets() {
    return ConsoleAssets.PATHS.stream().map(Asset::read).toList();
  }

  private static List<Asset> ourOwn() {
    return assets().stream().filter(asset -> !asset.path().startsWith("vendor/")).toList();
  }

  @Test
  void paths_areTheFilesOfTheFolder() throws Exception {
    try (Stream<Path> files = Files.walk(folder())) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(ConsoleFilesTest::relative)
                  .filter(path -> path.matches(".*\\.(js|css|svg)")))
          .containsExactlyInAnyOrderElementsOf(ConsoleAssets.PATHS);
    }
  }

  private static String relative(Path file) {
    try {
      return folder().relativize(file).toString().replace('\\', '/');
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void page_whole_staysLight() {
    int plain = Asset.read("index.html").content().length;
    int gzipped = gzipped(Asset.read("index.html"));
    for (Asset asset : assets()) {
      plain += asset.content().length;
      gzipped += gzipped(asset);
    }
    assertThat(plain).isLessThan(MOST_BYTES);
    assertThat(gzipped).isLessThan(MOST_GZIPPED_BYTES);
  }

  private static int gzipped(Asset asset) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(asset.content());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.size();
  }

  @Test
  void vendored_files_areThoseThatWerePublished() throws Exception {
    String checksums = Asset.read("vendor/CHECKSUMS").text();
    List<String> lines =
        checksums.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
    for (String line : lines) {
      String[] sumAndName = line.split("  ", 2);
      byte[] content = Asset.read("vendor/" + sumAndName[1]).content();
      String sum = HexFormat.of().formatHex(ConsoleAssets.sha256().digest(content));
      assertThat(sum).as(sumAndName[1]).isEqualTo(sumAndName[0]);
    }
    assertThat(lines.stream().map(line -> "vendor/" + line.split("  ", 2)[1]))
        .containsExactlyInAnyOrderElementsOf(
            ConsoleAssets.PATHS.stream().filter(path -> path.startsWith("vendor/")).toList());
  }

  @Test
  void files_everywhere_fetchNothingFromOutside() {
    for (Asset asset : assets()) {
      String text = asset.text();
      if (asset.path().startsWith("vendor/")) {
        text = text.replaceAll("(?s)/\\*.*?\\*/", "");
      }
      assertThat(OUTSIDE.matcher(NAMES_ONLY.matcher(text).replaceAll("")).find())
          .as(asset.path())
          .isFalse();
    }
  }

  @Test
  void modules_ofOurs_makeNoCodeOrMarkupFromText() {
    for (Asset asset : ourOwn()) {
      assertThat(MARKUP.matcher(asset.text()).find()).as(asset.path()).isFalse();
      assertThat(asset.text().lines().count()).as(asset.path()).isLessThanOrEqualTo(400);
    }
  }

  @Test
  void modules_everyImport_isAFileOfThePage() {
    var imports = Pattern.compile("from '(\\./[^']+)'");
    for (Asset asset : ourOwn()) {
      imports
          .matcher(asset.text())
          .results()
          .map(found -> found.group(1).substring(2))
          .forEach(path -> assertThat(ConsoleAssets.PATHS).as(asset.path()).contains(path));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"index.html", "api.html"})
  void documents_holdNoInlineScriptOrStyle(String name) {
    String html = Asset.read(name).text();
    assertThat(html)
        .doesNotContain("<style", "style=", "javascript:", "http:", "https:", "srcdoc", "<base")
        .doesNotContainPattern("(?i)\\son[a-z]+\\s*=")
        .doesNotContainPattern("<script(?![^>]*\\ssrc=)")
        .doesNotContainPattern("<script[^>]*>[^<]")
        .doesNotContainPattern("(?:src|href)=\"/");
  }

  @Test
  void hash_ofTheFiles_isStableAndShort() {
    String hash = ConsoleAssets.read().hash();
    assertThat(hash).matches("[0-9a-f]{16}").isEqualTo(ConsoleAssets.read().hash());
    assertThat(ConsoleAssets.read().find(hash, "main.js")).isPresent();
    assertThat(ConsoleAssets.read().find("0123456789abcdef", "main.js")).isEmpty();
    assertThat(ConsoleAssets.read().find(hash, "index.html")).isEmpty();
  }

  @Test
  void texts_areUtf8() {
    for (Asset asset : ourOwn()) {
      assertThat(asset.text().getBytes(StandardCharsets.UTF_8)).isEqualTo(asset.content());
    }
  }
}
