package io.heapster.sources.kube;

import io.fabric8.kubernetes.api.model.Namespace;
import io.heapster.core.inventory.NamespaceInfo;
import org.jspecify.annotations.Nullable;

/** Namespaces: name, UID and labels. */
final class NamespaceReduction implements Reduction<Namespace, String, NamespaceInfo> {
  private final SharedParts shared;

  NamespaceReduction(SharedParts shared) {
    this.shared = shared;
  }

  @Override
  public NamespaceInfo reduce(Namespace namespace) {
    return new NamespaceInfo(
        shared.text(namespace.getMetadata().getName()),
        shared.text(namespace.getMetadata().getUid()),
        shared.labels(namespace.getMetadata().getLabels()));
  }

  @Override
  public String key(@Nullable String namespace, String name) {
    return shared.text(name);
  }

  @Override
  public Namespace stub(String name) {
    var stub = new Namespace();
    stub.setMetadata(ReducedStore.named(null, name));
    return stub;
  }
}
