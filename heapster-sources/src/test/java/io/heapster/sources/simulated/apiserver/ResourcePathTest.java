package io.heapster.sources.simulated.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ResourcePathTest {

  @Test
  void parse_servedPaths_nameKindNamespaceAndName() {
    assertThat(ResourcePath.parse("/api/v1/pods"))
        .contains(new ResourcePath(ResourceKind.PODS, "", ""));
    assertThat(ResourcePath.parse("/api/v1/nodes/n1"))
        .contains(new ResourcePath(ResourceKind.NODES, "", "n1"));
    assertThat(ResourcePath.parse("/api/v1/namespaces/shop"))
        .contains(new ResourcePath(ResourceKind.NAMESPACES, "", "shop"));
    assertThat(ResourcePath.parse("/api/v1/namespaces/shop/pods"))
        .contains(new ResourcePath(ResourceKind.PODS, "shop", ""));
    assertThat(ResourcePath.parse("/api/v1/namespaces/shop/pods/p"))
        .contains(new ResourcePath(ResourceKind.PODS, "shop", "p"));
  }

  @Test
  void parse_anythingElse_isNoResource() {
    for (String path :
        new String[] {
          "/api/v1/",
          "/apis/apps/v1/deployments",
          "/api/v1/secrets",
          "/api/v1/pods/p",
          "/api/v1/namespaces/shop/nodes",
          "/api/v1/nodes/n/pods",
          "/api/v1/namespaces/a/pods/b/log"
        }) {
      assertThat(ResourcePath.parse(path)).as(path).isEmpty();
    }
  }

  @Test
  void pageToken_encoded_isReadBack() {
    var token = new PageToken(1_795_238_820L, 4_711);

    assertThat(PageToken.decode(token.encoded())).isEqualTo(token);
    for (String bad : new String[] {"%%", "MQ", "YTpi"}) {
      assertThatThrownBy(() -> PageToken.decode(bad))
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("continue key is not valid");
    }
  }

  @Test
  void revision_withinASecond_leavesThatSecondUnknown() {
    assertThat(Revision.lastKnownSecond(Revision.after(50))).isEqualTo(50);
    assertThat(Revision.lastKnownSecond(Revision.within(50))).isEqualTo(49);
  }

  @Test
  void quantities_amounts_areCanonical() {
    assertThat(Quantities.cpu(2_000)).isEqualTo("2");
    assertThat(Quantities.cpu(150)).isEqualTo("150m");
    assertThat(Quantities.memory(64L << 20)).isEqualTo("64Mi");
    assertThat(Quantities.memory(1_025)).isEqualTo("1025");
    assertThat(Quantities.memory(0)).isEqualTo("0");
  }
}
