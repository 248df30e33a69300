package io.heapster.sources.kube;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.http.HttpClient;

/**
 * HTTP clients that follow no redirect. Those of the client library follow all of them, from HTTPS
 * to HTTP, too: the daemon's token would go to whoever is named.
 */
final class DirectHttpClients extends JdkHttpClientFactory {
  @Override
  protected void additionalConfig(HttpClient.Builder builder) {
    builder.followRedirects(HttpClient.Redirect.NEVER);
  }
}
