package io.heapster.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the chart tells people, against what is. */
final class ChartDocsTest {
  private static final Path README = HelmChart.FOLDER.resolve("README.md");
  private static final Path VALUES = HelmChart.FOLDER.resolve("values.yaml");
  private static final String HEAD = "| value | default | meaning |\n|---|---|---|\n";
  private static final Pattern KEY = Pattern.compile("( *)([A-Za-z0-9]+):( .*)?");
  private static final Pattern METRIC = Pattern.compile("\\bheapster_[a-z_]+");

  private final StringBuilder table = new StringBuilder(HEAD);
  private final Deque<String> path = new ArrayDeque<>();
  private final List<String> silent = new ArrayList<>();

  /** The level below which all belongs to a value that is described as a whole; -1 for none. */
  private int described = -1;

  private String meaning = "";

  private void read(JsonNode values) throws IOException {
    for (String line : Files.readAllLines(VALUES)) {
      Matcher key = KEY.matcher(line);
      if (line.strip().startsWith("# -- ")) {
        meaning = line.strip().substring(5);
      } else if (key.matches()) {
        at(values, key.group(1).length() / 2, key.group(2));
      }
    }
  }

  private void at(JsonNode values, int level, String name) {
    if (described >= 0 && level > described) {
      return;
    }
    described = -1;
    while (path.size() > level) {
      path.removeLast();
    }
    path.addLast(name);
    JsonNode value = values.at("/" + String.join("/", path));
    if (!meaning.isEmpty()) {
      String escaped = meaning.replace("|", "\\|");
      table.append("| `%s` | %s | %s |%n".formatted(String.join(".", path), text(value), escaped));
      described = level;
    } else if (!value.isObject()) {
      silent.add(String.join(".", path));
    }
    meaning = "";
  }

  private static String text(JsonNode value) {
    String text = value.isTextual() ? value.asText() : value.toString();
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  @Test
  void readme_tableOfValues_isThatOfTheValuesFile() throws IOException {
    read(Manifests.parse(Files.readString(VALUES)).objects().getFirst());
    String readme = Files.readString(README);
    int from = readme.indexOf(HEAD);
    assertThat(from).as("the head of the table in README.md").isPositive();
    int end = readme.indexOf("\n\n", from);
    String fresh = readme.substring(0, from) + table + (end < 0 ? "" : readme.substring(end + 1));
    if (Boolean.getBoolean("heapster.docs.write")) {
      Files.writeString(README, fresh);
    }

    assertThat(silent).as("values without a comment").isEmpty();
    assertThat(Files.readString(README))
        .as("the chart's README.md is stale; rewrite it with: make docs")
        .isEqualTo(fresh);
  }

  @Test
  void alerts_areOnMetricsThatThereAre() throws IOException {
    HelmChart.require();
    var known = new TreeSet<String>();
    METRIC
        .matcher(Files.readString(Kustomize.DEPLOY.resolve("../docs/metrics.md")))
        .results()
        .forEach(found -> known.add(found.group()));
    JsonNode rules =
        HelmChart.render("prometheusRule: {enabled: true}")
            .only("PrometheusRule")
            .at("/spec/groups/0/rules");

    assertThat(rules).hasSizeGreaterThan(3);
    for (JsonNode rule : rules) {
      List<String> used =
          METRIC.matcher(rule.path("expr").asText()).results().map(MatchResult::group).toList();
      assertThat(used).isNotEmpty().isSubsetOf(known);
    }
  }

  @Test
  void examples_areOfKubernetesTypes() throws IOException {
    Manifests examples =
        Manifests.parse(Files.readString(Kustomize.DEPLOY.resolve("examples/hpa.yaml")));

    assertThat(examples.objects()).isNotEmpty();
    examples.objects().forEach(StrictTypes::check);
  }
}
