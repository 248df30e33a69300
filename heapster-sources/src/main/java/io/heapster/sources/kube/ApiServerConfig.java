package io.heapster.sources.kube;

import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Options;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How to find and enter the Kubernetes API, and what to ask it for.
 *
 * @param apiServer scheme, host and port of the API server; null to take them from the pod's
 *     environment or the kubeconfig
 * @param inClusterConfig whether the pod's service account and environment are used
 * @param kubeconfig the file used when {@code inClusterConfig} is off, if any
 * @param insecure whether the API server's certificate goes unverified
 * @param useServiceAccount whether the pod's service account token, where there is one, replaces
 *     any other
 * @param hostIdAnnotation the node annotation that stands for a missing external id; may be empty
 * @param nodeSelector label selector of the nodes to watch, as {@code kubectl -l} takes it; empty
 *     for all
 * @param pageSize objects asked for at a time when listing
 */
public record ApiServerConfig(
    @Nullable URI apiServer,
    boolean inClusterConfig,
    @Nullable Path kubeconfig,
    boolean insecure,
    boolean useServiceAccount,
    String hostIdAnnotation,
    String nodeSelector,
    int pageSize) {

  private static final int DEFAULT_PAGE_SIZE = 500;
  private static final int LARGEST_PAGE_SIZE = 10_000;

  /**
   * Reads the API server's part of a source URI by Heapster's rules. Mistakes and warnings are left
   * in {@code options}.
   */
  public static ApiServerConfig from(ComponentUri uri, Options options) {
    boolean inClusterConfig = options.flag("inClusterConfig", true);
    boolean insecure = options.flag("insecure", false);
    URI apiServer = serverOf(uri, options);
    Path kubeconfig = kubeconfigOf(inClusterConfig, options);
    options.ignored("apiVersion", "the version is v1");
    if (kubeconfig != null) {
      warnOfOverruled(apiServer, options);
    } else if (!inClusterConfig && apiServer == null) {
      nowhereToGo(uri, options);
    }
    return new ApiServerConfig(
        kubeconfig == null ? apiServer : null,
        inClusterConfig,
        kubeconfig,
        insecure && kubeconfig == null,
        options.flag("useServiceAccount", false),
        options.text("host_id_annotation").orElse(""),
        options.text("nodeSelector").orElse(""),
        (int) options.number("pageSize", DEFAULT_PAGE_SIZE, 1, LARGEST_PAGE_SIZE));
  }

  private static @Nullable Path kubeconfigOf(boolean inClusterConfig, Options options) {
    Path file = options.text("auth").map(Path::of).orElse(null);
    if (file != null && inClusterConfig) {
      options.ignored("auth", "it counts only with inClusterConfig=false");
      return null;
    }
    return file;
  }

  private static void warnOfOverruled(@Nullable URI apiServer, Options options) {
    if (options.isGiven("insecure")) {
      options.warning(
          "insecure counts for the kubelets only: the kubeconfig of option auth decides for the API"
              + " server");
    }
    if (apiServer != null) {
      options.warning(
          "address " + apiServer + " is ignored: the kubeconfig of option auth says it");
    }
  }

  private static void nowhereToGo(ComponentUri uri, Options options) {
    options.problem(
        "inClusterConfig",
        "false",
        "where the API server is must be said by option auth (a kubeconfig) or by an address in"
            + " the URI, e.g. "
            + uri.key()
            + ":https://host:6443?inClusterConfig=false");
  }

  /** Scheme and authority, if both are there: {@code ''}, as many manifests say, has neither. */
  private static @Nullable URI serverOf(ComponentUri uri, Options options) {
    URI base = URI.create(uri.base());
    if (base.getScheme() == null || base.getRawAuthority() == null) {
      return null;
    }
    String scheme = base.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      options.warning("address " + uri.base() + " is ignored: expected http:// or https://");
      return null;
    }
    String authority = base.getRawAuthority();
    return URI.create(scheme + "://" + authority.substring(authority.lastIndexOf('@') + 1));
  }
}
