package io.heapster.api.k8s.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.k8s.auth.StandInApiServer;
import io.heapster.api.k8s.auth.StandInApiServer.Answer;
import io.heapster.api.k8s.groups.golden.GoldenCustomMetrics;
import io.heapster.api.k8s.groups.golden.GoldenExternalMetrics;
import io.heapster.api.k8s.groups.golden.GoldenProviders;
import io.heapster.api.k8s.groups.golden.GoldenResourceMetrics;
import io.heapster.api.k8s.tls.TestPki;
import io.heapster.api.provider.ClusterObjects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A whole adapter, wired as in production, with the recorded values behind it and a stand-in for
 * the cluster that reviews. The cluster lets {@code reader} read everything and nobody else.
 */
final class WiredAdapter implements AutoCloseable {
  static final String PROXY = "front-proxy-client";
  static final String ADMIN_TOKEN = "token-of-admin-4c1d";
  static final String JANE_TOKEN = "token-of-jane-8e02";
  static final String READER_TOKEN = "token-of-reader-77b9";

  final StandInApiServer cluster = new StandInApiServer();
  final TestPki proxies = new TestPki("front-proxy-ca");
  final TestPki clients = new TestPki("client-ca");
  final TestPki serving = new TestPki("serving-ca");
  final RunningAdapter running;

  WiredAdapter(Path folder, String... flags) throws Exception {
    cluster.configMap(
        Map.of(
            "client-ca-file",
            clients.pem(),
            "requestheader-client-ca-file",
            proxies.pem(),
            "requestheader-allowed-names",
            "[\"" + PROXY + "\"]",
            "requestheader-username-headers",
            "[\"X-Remote-User\"]",
            "requestheader-group-headers",
            "[\"X-Remote-Group\"]",
            "requestheader-extra-headers-prefix",
            "[\"X-Remote-Extra-\"]"));
    cluster.review(WiredAdapter::review);
    Path certificate = folder.resolve("serving.crt");
    Path key = folder.resolve("serving.key");
    serving.server("adapter").write(certificate, key);
    String kubeconfig = cluster.kubeconfig(folder).toString();
    var all = new ArrayList<String>();
    all.add("--bind-address=127.0.0.1");
    all.add("--tls-cert-file=" + certificate);
    all.add("--tls-private-key-file=" + key);
    all.add("--authentication-kubeconfig=" + kubeconfig);
    all.add("--authorization-kubeconfig=" + kubeconfig);
    all.addAll(List.of(flags));
    running =
        MetricsAdapter.builder("heapster")
            .flags(all.toArray(String[]::new))
            .onFreePort()
            .version("0.1.0", "")
            .metrics(() -> "own 1\n")
            .cluster(settings ->
                new ClusterAccess(
                    new ClusterObjects(GoldenProviders.MAPPER, (kind, namespace, by) -> List.of()),
                    () -> {}))
            .resourceMetrics(new GoldenResourceMetrics())
            .customMetrics(new GoldenCustomMetrics())
            .externalMetrics(new GoldenExternalMetrics())
            .build()
            .start();
  }

  /** What the cluster says as long as nothing is wrong with it. */
  static Answer review(JsonNode asked) {
    if (asked.path("kind").asText().equals("TokenReview")) {
      return Answer.token(
          switch (asked.at("/spec/token").asText()) {
            case ADMIN_TOKEN -> known("admin", "system:masters");
            case JANE_TOKEN -> known("jane", "devs");
            case READER_TOKEN -> known("reader", "readers");
            default ->
                "{\"error\":\"[invalid bearer token, %s]\"}"
                    .formatted("Token has expired at https://10.9.8.7:6443");
          });
    }
    return Answer.access("{\"allowed\":" + asked.at("/spec/user").asText().equals("reader") + "}");
  }

  private static String known(String user, String group) {
    return "{\"authenticated\":true,\"user\":{\"username\":\"%s\",\"groups\":[\"%s\"]}}"
        .formatted(user, group);
  }

  int port() {
    return running.port();
  }

  @Override
  public void close() {
    running.close();
    cluster.close();
  }
}
