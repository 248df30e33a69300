package io.heapster.sinks.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Options;
import io.heapster.sinks.elasticsearch.SearchConfig.TemplateSettings;
import io.heapster.sinks.elasticsearch.SearchConfig.TlsTrust;
import io.heapster.sinks.elasticsearch.document.Destination;
import io.heapster.sinks.elasticsearch.document.DocumentForm;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchConfigTest {
  private Options options = new Options("unused", Map.of());

  private SearchConfig read(String uri) {
    return read(uri, Map.of());
  }

  private SearchConfig read(String uri, Map<String, String> environment) {
    ComponentUri parsed = ComponentUri.parse(uri, _ -> null);
    options = new Options("sink elasticsearch", parsed.options());
    return SearchConfig.from(parsed.base(), options, environment::get);
  }

  @Test
  void from_addressOnly_hasDefaults() {
    SearchConfig config = read("elasticsearch:http://es:9200");

    assertThat(config)
        .isEqualTo(
            new SearchConfig(
                java.util.List.of(URI.create("http://es:9200")),
                null,
                new TlsTrust(null, false),
                new Destination.DailyIndex("heapster"),
                DocumentForm.FAMILIES,
                "default",
                2,
                "",
                new TemplateSettings(null, null)));
    assertThat(options.problems()).isEmpty();
    assertThat(options.warnings()).isEmpty();
  }

  @Test
  void from_everything_isRead(@TempDir Path directory) throws Exception {
    Path password = Files.writeString(directory.resolve("password"), "s3cret\n");
    SearchConfig config =
        read(
            "elasticsearch:http://unused?nodes=https://a:9200/es&nodes=https://b/es&index=k8s"
                + "&mode=datastream&rows=wide&cluster_name=c1&bulkWorkers=5&pipeline=p&insecuressl=true"
                + "&shards=3&replicas=0&esUserName=u&esUserSecretFile="
                + password);

    assertThat(options.problems()).isEmpty();
    assertThat(config.nodes())
        .containsExactly(URI.create("https://a:9200/es"), URI.create("https://b/es"));
    assertThat(config.destination()).isEqualTo(new Destination.DataStream("k8s"));
    assertThat(config.form()).isEqualTo(DocumentForm.WIDE);
    assertThat(config.clusterName()).isEqualTo("c1");
    assertThat(config.concurrency()).isEqualTo(5);
    assertThat(config.pipeline()).isEqualTo("p");
    assertThat(config.trust()).isEqualTo(new TlsTrust(null, true));
    assertThat(config.templates()).isEqualTo(new TemplateSettings(3, 0));
    assertThat(config.credentials().user()).isEqualTo("u");
    assertThat(config.credentials().password().read()).isEqualTo("s3cret");
  }

  @Test
  void from_optionsWithoutEffect_warns() {
    read(
        "elasticsearch:http://es?sniff=true&healthCheck=true&startupHealthcheckTimeout=1"
            + "&maxRetries=3&ver=5",
        Map.of("AWS_SECRET_KEY", "x"));

    assertThat(options.problems()).isEmpty();
    assertThat(options.warnings())
        .hasSize(6)
        .allMatch(warning -> warning.startsWith("sink elasticsearch: "))
        .anyMatch(warning -> warning.contains("AWS_SECRET_KEY is set"));
  }

  @Test
  void from_sniffAndHealthCheckOff_isWhatHappensAnyway() {
    read("elasticsearch:http://es?sniff=false&healthCheck=false");

    assertThat(options.warnings()).isEmpty();
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void from_noNode_isAProblem() {
    read("elasticsearch");

    assertThat(options.problems())
        .containsExactly(
            "sink elasticsearch: option nodes: \"\": no node to connect to, expected"
                + " http(s)://host[:port]");
  }

  @Test
  void from_mistakes_areAllTold() {
    read(
        "elasticsearch:?nodes=es:9200&nodes=http://a/x&nodes=http://b/y&nodes=http://u:pw@c"
            + "&index=Heapster&mode=daily&rows=narrow&bulkWorkers=0&esUserName=u&shards=0&cacert=/no/such"
            + "&insecuressl=1&indx=x");

    assertThat(options.problems())
        .hasSize(12)
        .noneMatch(problem -> problem.contains("pw"))
        .anyMatch(problem -> problem.contains("nodes: \"es:9200\""))
        .anyMatch(problem -> problem.contains("nodes: \"http://b/y\": expected the same path"))
        .anyMatch(problem -> problem.contains("nodes: \"...@c\": expected esUserName"))
        .anyMatch(problem -> problem.contains("index: \"Heapster\""))
        .anyMatch(problem -> problem.contains("mode: \"daily\": expected index or datastream"))
        .anyMatch(problem -> problem.contains("rows: \"narrow\": expected families or wide"))
        .anyMatch(problem -> problem.contains("bulkWorkers"))
        .anyMatch(problem -> problem.contains("esUserName: \"u\": given without"))
        .anyMatch(problem -> problem.contains("shards"))
        .anyMatch(problem -> problem.contains("cacert: \"/no/such\": no such file"))
        .anyMatch(problem -> problem.contains("unknown option indx, did you mean \"index\"?"));
  }

  @Test
  void from_templatesOff_shardsAreWarnedAbout() {
    SearchConfig config = read("elasticsearch:http://es?createtemplates=false&shards=1");

    assertThat(config.templates()).isNull();
    assertThat(options.warnings()).hasSize(1);
  }
}
