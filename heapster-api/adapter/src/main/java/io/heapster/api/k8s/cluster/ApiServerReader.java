package io.heapster.api.k8s.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the API server with the client's address and credentials, each question for a limited time
 * that includes the client's own retries. Thread-safe.
 */
final class ApiServerReader {
  private final HttpClient http;
  private final String base;

  ApiServerReader(KubernetesClient client) {
    this.http = client.getHttpClient();
    String url = client.getMasterUrl().toString();
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /**
   * The body of the answer.
   *
   * @param path with its query; begins with a slash
   * @throws InterruptedException when the caller is no longer waited for
   */
  byte[] get(String path, String accept, Duration limit)
      throws ApiServerException, InterruptedException {
    HttpRequest request =
        http.newHttpRequestBuilder().uri(base + path).header("Accept", accept).build();
    CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, byte[].class);
    try {
      HttpResponse<byte[]> response =
          answer.get(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
      if (!response.isSuccessful()) {
        throw new ApiServerException(
            response.code(), "GET " + path + " is answered by status " + response.code(), null);
      }
      return response.body();
    } catch (ExecutionException e) {
      throw new ApiServerException(
          ApiServerException.NO_STATUS, "GET " + path + ": " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new ApiServerException(
          ApiServerException.NO_STATUS,
          "GET " + path + " is not answered within " + limit.toMillis() + " ms",
          e);
    } finally {
      answer.cancel(true);
    }
  }
}
