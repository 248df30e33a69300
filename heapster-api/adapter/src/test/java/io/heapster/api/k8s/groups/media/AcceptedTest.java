package io.heapster.api.k8s.groups.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.api.k8s.request.StatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptedTest {
  private static final Form TABLE_V1 = new Form.Table("v1");

  private static Representation choose(String header) {
    return Accepted.parse(header, false)
        .choose(form -> form.equals(Form.PLAIN) || form instanceof Form.Table);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "*/*",
        "application/*",
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/vnd.kubernetes.protobuf, */*",
        "application/vnd.kubernetes.protobuf,application/json",
        "application/json;profile=nopeer",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "nonsense,,;q=1,application/json",
        "application/json;as=Unknown;v=v7;g=x,application/json",
        "application/yaml;q=0, */*",
        "application/json;q=nonsense"
      })
  void choose_anyThatCoversJson_isPlainJson(String header) {
    assertThat(choose(header)).isEqualTo(new Representation(Encoding.JSON, Form.PLAIN, false));
  }

  @Test
  void choose_yaml_isYaml() {
    assertThat(choose("application/yaml").encoding()).isEqualTo(Encoding.YAML);
  }

  @Test
  void choose_byQuality_takesTheBest() {
    assertThat(choose("application/json;q=0.4,application/yaml;q=0.5").encoding())
        .isEqualTo(Encoding.YAML);
    assertThat(choose("application/json,application/yaml").encoding()).isEqualTo(Encoding.JSON);
  }

  @Test
  void choose_kubectlGet_isTableOfTheFirstVersion() {
    Representation chosen =
        choose(
            "application/json;as=Table;v=v1;g=meta.k8s.io,"
                + "application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json");
    assertThat(chosen.form()).isEqualTo(TABLE_V1);
  }

  @Test
  void choose_tableOfAnotherGroup_isSkipped() {
    assertThat(choose("application/json;as=Table;v=v1;g=other,application/yaml").encoding())
        .isEqualTo(Encoding.YAML);
  }

  @Test
  void choose_prettyInTheClause_isPretty() {
    assertThat(choose("application/json;pretty=1").pretty()).isTrue();
    assertThat(choose("application/json;pretty=\"true\"").pretty()).isTrue();
    assertThat(choose("application/json;pretty=0").pretty()).isFalse();
  }

  @Test
  void choose_quotedComma_splitsNothing() {
    assertThat(choose("text/x;a=\"b,application/yaml\",application/json").encoding())
        .isEqualTo(Encoding.JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/html", "application/vnd.kubernetes.protobuf", "application/json;q=0", "x"})
  void choose_nothingUsable_isRefusedWithWhatThereIs(String header) {
    assertThatThrownBy(() -> choose(header))
        .isInstanceOfSatisfying(
            StatusException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(406);
              assertThat(refusal.reason()).isEqualTo("NotAcceptable");
              assertThat(refusal.text())
                  .isEqualTo(
                      "406: Not Acceptable\n\nAvailable representations: application/json,"
                          + " application/yaml");
            });
  }

  @Test
  void choose_unknownViewOnly_isRefusedWithMediaTypes() {
    assertThatThrownBy(() -> choose("application/json;as=Chart;v=v1;g=meta.k8s.io"))
        .hasMessage(
            "only the following media types are accepted: application/json, application/yaml");
  }
}
