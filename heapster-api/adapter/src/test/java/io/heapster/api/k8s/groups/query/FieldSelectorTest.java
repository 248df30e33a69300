package io.heapster.api.k8s.groups.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.api.k8s.request.StatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldSelectorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|true",
        "metadata.name=a|true",
        "metadata.name==a|true",
        "metadata.name!=a|false",
        "metadata.name=b|false",
        "metadata.name!=b|true",
        "metadata.namespace=shop|true",
        "metadata.namespace=|false",
        "metadata.name=a,metadata.namespace=shop|true",
        "metadata.name=a,metadata.namespace!=shop|false",
        "metadata.name=a,|true",
        "metadata.name=\\a|true",
        "metadata.name=a\\,b|false"
      })
  void matches_podAOfShop_byNameAndNamespace(String selector, boolean matches) {
    assertThat(FieldSelector.parse(selector).matches("shop", "a")).isEqualTo(matches);
  }

  @Test
  void parse_escapedSeparators_belongToTheValue() {
    FieldSelector selector = FieldSelector.parse("metadata.name=a\\,b\\=c\\\\d");
    assertThat(selector.matches("", "a,b=c\\d")).isTrue();
  }

  @Test
  void parse_otherField_isRefusedByName() {
    assertThatThrownBy(() -> FieldSelector.parse("metadata.name=a,status.phase=Running"))
        .isInstanceOf(StatusException.class)
        .hasMessage(
            "\"status.phase\" is not a known field selector: only \"metadata.name\","
                + " \"metadata.namespace\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "=a", "metadata.name=a,b"})
  void parse_withoutAnOperator_isRefusedWithTheTerm(String selector) {
    assertThatThrownBy(() -> FieldSelector.parse(selector))
        .isInstanceOfSatisfying(
            StatusException.class, refusal -> assertThat(refusal.code()).isEqualTo(400))
        .hasMessageStartingWith("invalid selector: '" + selector + "'; can't understand '");
  }
}
