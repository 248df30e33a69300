package io.heapster.api.k8s.auth;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.http.HttpClient;

/**
 * HTTP clients that follow no redirect. Those of the client library follow all of them, from HTTPS
 * to HTTP, too, and take the body along: a review would show a caller's token to whoever is named,
 * and believe the answer.
 */
final class DirectHttpClients extends JdkHttpClientFactory {
  @Override
  protected void additionalConfig(HttpClient.Builder builder) {
    builder.followRedirects(HttpClient.Redirect.NEVER);
  }
}
