package io.heapster.app;

import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.NearestName;
import io.heapster.core.config.Options;
import io.heapster.sources.kube.ApiServerConfig;
import io.heapster.sources.kubelet.KubeletConfig;
import java.util.List;

/**
 * What a source URI says: where the cluster's objects come from, and how its kubelets are asked.
 * Both kinds mean the same source, which finds out by itself what a kubelet can answer.
 */
record SourceParts(ApiServerConfig apiServer, KubeletConfig kubelets) {
  private static final List<String> KINDS = List.of("kubernetes", "kubernetes.summary_api");

  static SourceParts read(ComponentUri source, Findings findings) {
    if (!KINDS.contains(source.key())) {
      findings.problem(
          "source \"%s\": not known; valid are %s%s"
              .formatted(
                  source.key(), String.join(", ", KINDS), NearestName.hint(source.key(), KINDS)));
    }
    var options = new Options("source " + source.key(), source.options());
    var parts = new SourceParts(ApiServerConfig.from(source, options), KubeletConfig.from(options));
    findings.of(options);
    return parts;
  }
}
