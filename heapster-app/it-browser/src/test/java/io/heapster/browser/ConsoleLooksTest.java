package io.heapster.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every view at three sizes, light and dark: nothing reaches over the edge, axe finds nothing that
 * keeps people out, and a picture is taken. The pictures lie in {@code target/pictures}; with
 * {@code -Dheapster.docs.write=true} those of the documents are written anew.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ConsoleLooksTest {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final Path DOCS = Path.of("..", "..", "docs", "pictures");

  private static final boolean DOCUMENTS = Boolean.getBoolean("heapster.docs.write");
  private static final Duration RESOLUTION = Duration.ofSeconds(5);

  /** Charts of a document show five minutes. */
  private static final int TICKS = DOCUMENTS ? 60 : 8;

  /** Views by the name of their picture; a node and a pod of every simulated cluster. */
  private static final Map<String, String> VIEWS =
      Map.of(
          "overview", "overview",
          "nodes", "nodes",
          "namespaces", "namespaces",
          "pods", "pods",
          "containers", "containers",
          "insights", "insights",
          "waste", "insights?tab=waste",
          "ticks", "ticks",
          "settings", "settings");

  private static DemoProcess demo;
  private static Browser browser;
  private static String node;
  private static String pod;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.open().at(Size.DESK);
    demo =
        DemoProcess.start(
            "--port=0",
            "--metric-resolution=" + RESOLUTION.toSeconds() + "s",
            "--faults=dead=0.1",
            "--sink=metric:?short_duration=5m");
    browser.go(demo.url() + "/");
    browser
        .within(RESOLUTION.multipliedBy(TICKS).plusMinutes(2))
        .awaitTrue(
            "a history worth a picture",
            "return fetch('api/v1/status').then(a => a.json())"
                + ".then(s => s.ticks.finished >= arguments[0])",
            TICKS);
    node = first("nodes", "node:");
    pod = first("pods", "namespace:");
  }

  private static String first(String kind, String prefix) {
    String row =
        (String)
            browser.script(
                "return fetch('api/v1/query/table?kind=' + arguments[0] + '&metrics=cpu/usage_rate"
                    + "&sort=-cpu/usage_rate&limit=1').then(a => a.json())"
                    + ".then(t => t.rows[0].slice(0, 2).join(' '))",
                kind);
    String[] names = row.split(" ");
    return prefix + names[0] + (kind.equals("pods") ? "/pod:" + names[1] : "");
  }

  @AfterAll
  static void close() {
    if (demo != null) {
      demo.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  private static void show(String hash) {
    browser.go("about:blank");
    browser.go(demo.url() + "/#/" + hash);
    browser.awaitTrue(
        "a finished page",
        "return document.querySelector('main h1') !== null"
            + " && !document.querySelector('.bones, .row.pending, [aria-busy=true]')");
  }

  private static List<Rule> violations() {
    return new AxeBuilder()
        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"))
        .analyze(browser.driver())
        .getViolations();
  }

  /** Two views that need an entity, besides those of the navigation. */
  private static Map<String, String> all() {
    var all = new TreeMap<>(VIEWS);
    all.put("node", "entity/" + node);
    all.put("pod", "entity/" + pod);
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void views_atEverySize_keepWithinTheScreenAndHaveTheirPictureTaken(Size size) throws Exception {
    browser.at(size).in(Browser.Scheme.LIGHT);
    for (var view : all().entrySet()) {
      show(view.getValue());

      long over =
          (Long)
              browser.script(
                  "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(over).as("%s at %s reaches over the edge", view.getKey(), size).isZero();
      picture(view.getKey() + "-" + size);
    }
  }

  @ParameterizedTest
  @EnumSource
  void views_inEveryScheme_keepNobodyOut(Browser.Scheme scheme) throws Exception {
    for (Size size : List.of(Size.DESK, Size.PHONE)) {
      browser.at(size).in(scheme);
      for (var view : all().entrySet()) {
        show(view.getValue());

        assertThat(violations())
            .as("%s, %s, %s", view.getKey(), scheme, size)
            .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
            .isEmpty();
        if (scheme == Browser.Scheme.DARK) {
          picture(view.getKey() + "-" + size + "-dark");
        }
      }
    }
  }

  private static void picture(String name) throws Exception {
    browser.picture(PICTURES.resolve(name.toLowerCase(Locale.ROOT) + ".png"));
    String documented = DOCUMENTED.get(name.toLowerCase(Locale.ROOT));
    if (documented != null && DOCUMENTS) {
      browser.picture(DOCS.resolve(documented));
    }
  }

  /** Pictures that the documents show, and their files there. */
  private static final Map<String, String> DOCUMENTED =
      Map.of(
          "overview-desk", "overview.png",
          "pods-desk-dark", "pods-dark.png",
          "node-desk", "node.png",
          "overview-phone", "overview-phone.png");
}
