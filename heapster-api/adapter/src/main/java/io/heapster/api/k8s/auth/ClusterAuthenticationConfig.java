package io.heapster.api.k8s.auth;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.heapster.api.k8s.tls.Recheck;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose word on a caller counts: what the command line names, and for the rest what kube-apiserver
 * publishes for servers behind it. Both are followed while they change; what is there now is one
 * immutable value. Thread-safe.
 */
final class ClusterAuthenticationConfig implements AutoCloseable {
  static final String NAMESPACE = "kube-system";
  static final String NAME = "extension-apiserver-authentication";

  private static final Logger LOG = LoggerFactory.getLogger(ClusterAuthenticationConfig.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
  private static final String CONFIG_MAP = "configmap " + NAMESPACE + "/" + NAME;

  private final AuthenticationOptions options;
  private final KubernetesClient client;
  private final TimeSource time;
  private final List<AutoCloseable> running = new CopyOnWriteArrayList<>();
  private volatile CallerTrust trust = CallerTrust.NOBODY;

  @GuardedBy("this")
  private final AuthorityBundle clients;

  @GuardedBy("this")
  private final AuthorityBundle proxies;

  @GuardedBy("this")
  private ClusterSettings settings = ClusterSettings.NONE;

  @GuardedBy("this")
  private String fileProblem = "";

  ClusterAuthenticationConfig(
      AuthenticationOptions options, KubernetesClient client, TimeSource time) {
    this.options = options;
    this.client = client;
    this.time = time;
    this.clients =
        new AuthorityBundle(origin("client authority", "--client-ca-file", options.clientCaFile()));
    this.proxies =
        new AuthorityBundle(
            origin(
                "front proxy authority",
                "--requestheader-client-ca-file",
                options.requestHeader().clientCaFile()));
  }

  private static String origin(String what, String flag, String file) {
    return file.isEmpty() ? what + " of " + CONFIG_MAP : what + " of " + flag + " " + file;
  }

  /** What counts now. */
  CallerTrust current() {
    return trust;
  }

  /**
   * Reads everything once and begins to follow it.
   *
   * @throws IllegalStateException when the cluster refuses to tell its settings and must not; when
   *     it does not answer, they are taken over once it does
   * @throws IllegalArgumentException when a file cannot be read or holds no certificate
   */
  void start() {
    synchronized (this) {
      readFiles();
      requireFiles();
    }
    if (options.needsLookup()) {
      lookUp();
      running.add(follow());
    }
    running.add(Recheck.every(LOOK_EVERY, "files of authorities", this::look, time));
  }

  /** Takes over files that changed. */
  synchronized void look() {
    readFiles();
  }

  @Override
  public void close() {
    for (AutoCloseable each : running) {
      try {
        each.close();
      } catch (Exception e) {
        LOG.warn("following {} did not end cleanly", CONFIG_MAP, e);
      }
    }
    running.clear();
  }

  private Resource<ConfigMap> configMap() {
    return client.configMaps().inNamespace(NAMESPACE).withName(NAME);
  }

  private void lookUp() {
    try {
      ConfigMap found = configMap().get();
      if (found == null) {
        LOG.warn("{} is not there: callers are known by tokens only until it is", CONFIG_MAP);
      } else {
        take(found);
      }
    } catch (KubernetesClientException e) {
      String problem = problem(e);
      // What is forbidden stays so; a hiccup of the API server must not end a whole process.
      if (isRefused(e) && !options.tolerateLookupFailure()) {
        throw new IllegalStateException(problem, e);
      }
      LOG.warn("{}; going on without, callers are known by tokens only until it succeeds", problem);
    }
  }

  private static boolean isRefused(KubernetesClientException e) {
    return e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
        || e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED;
  }

  private static String problem(KubernetesClientException e) {
    if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
      return "reading %s is forbidden: bind this account to the role %s-reader, e.g. kubectl create"
              .formatted(CONFIG_MAP, NAME)
          + " rolebinding -n %s NAME --role=%s-reader --serviceaccount=NAMESPACE:ACCOUNT, or start"
              .formatted(NAMESPACE, NAME)
          + " with --authentication-tolerate-lookup-failure";
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return "reading %s failed: %s; it can be left out by --authentication-skip-lookup"
        .formatted(CONFIG_MAP, cause.getMessage());
  }

  private AutoCloseable follow() {
    SharedIndexInformer<ConfigMap> informer =
        configMap()
            .runnableInformer(0)
            .addEventHandler(new Follower())
            .exceptionHandler((_, failure) -> {
              LOG.debug("following {} broke, trying again", CONFIG_MAP, failure);
              return true;
            });
    var _ = informer.start();
    return informer;
  }

  private final class Follower implements ResourceEventHandler<ConfigMap> {
    @Override
    public void onAdd(ConfigMap found) {
      take(found);
    }

    @Override
    public void onUpdate(ConfigMap before, ConfigMap found) {
      take(found);
    }

    @Override
    public void onDelete(ConfigMap last, boolean unknown) {
      // kube-apiserver writes it anew within a minute.
      LOG.warn("{} was deleted, its last content stays in force", CONFIG_MAP);
    }
  }

  /** Takes over what the cluster says; what cannot be used changes nothing. */
  synchronized void take(ConfigMap found) {
    if (!NAME.equals(found.getMetadata().getName())) {
      return;
    }
    Map<String, String> data = found.getData();
    try {
      takeAll(ClusterSettings.of(data == null ? Map.of() : data));
    } catch (IllegalArgumentException | CertificateException e) {
      LOG.warn(
          "{} cannot be used, all of its last content stays in force: {}",
          CONFIG_MAP,
          e.getMessage());
    }
  }

  /** New names beside an old authority would let others speak for everybody: all or nothing. */
  @GuardedBy("this")
  private void takeAll(ClusterSettings next) throws CertificateException {
    boolean ofClients = options.clientCaFile().isEmpty();
    boolean ofProxies = options.requestHeader().clientCaFile().isEmpty();
    var nextClients = ofClients ? parsed("client-ca-file", clients, next.clientCa()) : null;
    var nextProxies =
        ofProxies ? parsed("requestheader-client-ca-file", proxies, next.requestHeaderCa()) : null;
    settings = next;
    if (nextClients != null) {
      clients.take(nextClients);
    }
    if (nextProxies != null) {
      proxies.take(nextProxies);
    }
    publish();
  }

  private static AuthorityBundle.Parsed parsed(String key, AuthorityBundle bundle, String pem)
      throws CertificateException {
    try {
      return bundle.parse(pem);
    } catch (CertificateException e) {
      throw new CertificateException(key + ": " + e.getMessage(), e);
    }
  }

  @GuardedBy("this")
  private void readFiles() {
    try {
      readFile(options.clientCaFile(), clients);
      readFile(options.requestHeader().clientCaFile(), proxies);
      fileProblem = "";
    } catch (IOException e) {
      if (!e.toString().equals(fileProblem)) {
        fileProblem = e.toString();
        LOG.warn("a file of authorities cannot be read, its last content stays in force", e);
      }
    }
    publish();
  }

  private static void readFile(String file, AuthorityBundle into) throws IOException {
    if (!file.isEmpty()) {
      String text = Files.readString(Path.of(file));
      // An emptied file is a broken one: who wants no authority gives no file.
      into.update(text.isBlank() ? "(empty)" : text);
    }
  }

  @GuardedBy("this")
  private void requireFiles() {
    require("--client-ca-file", options.clientCaFile(), clients);
    require("--requestheader-client-ca-file", options.requestHeader().clientCaFile(), proxies);
  }

  private static void require(String flag, String file, AuthorityBundle bundle) {
    if (!file.isEmpty() && bundle.current() == null) {
      throw new IllegalArgumentException(
          "%s %s: no certificates in PEM form could be read".formatted(flag, file));
    }
  }

  @GuardedBy("this")
  private void publish() {
    trust = new CallerTrust(frontProxy(), clients.current());
  }

  @GuardedBy("this")
  private @Nullable FrontProxy frontProxy() {
    CertificateAuthority authority = proxies.current();
    if (authority == null) {
      return null;
    }
    RequestHeaderOptions flags = options.requestHeader();
    return flags.clientCaFile().isEmpty()
        ? new FrontProxy(authority, settings.allowedNames(), settings.headers())
        : new FrontProxy(authority, flags.allowedNames(), flags.headers());
  }
}
