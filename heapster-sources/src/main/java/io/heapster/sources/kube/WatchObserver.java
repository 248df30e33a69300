package io.heapster.sources.kube;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the requests of the informers, which keep to themselves when a watch breaks and comes
 * back. Stateless beyond what it reports to.
 */
final class WatchObserver implements Interceptor {
  private final Map<String, WatchState> states;

  /**
   * @param states by resource, e.g. {@code pods}
   */
  WatchObserver(Map<String, WatchState> states) {
    this.states = Map.copyOf(states);
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    WatchState state = stateOf(request.uri());
    if (state == null) {
      return;
    }
    if (!response.isSuccessful()) {
      // 410 only says that the watch must begin with a new list.
      if (response.code() != HttpURLConnection.HTTP_GONE) {
        state.failed(request.uri().getAuthority() + ": " + refusal(response.code()));
      }
    } else if (isWatch(request.uri()) && response.body() instanceof AsyncBody body) {
      state.connected(body);
      var _ = body.done().whenComplete((_, _) -> state.ended(body));
    }
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    WatchState state = stateOf(request.uri());
    if (state != null) {
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      state.failed(request.uri().getAuthority() + ": " + cause);
    }
  }

  private static String refusal(int status) {
    return switch (status) {
      case HttpURLConnection.HTTP_UNAUTHORIZED -> "HTTP 401, no valid credentials";
      case HttpURLConnection.HTTP_FORBIDDEN -> "HTTP 403, the account may not list and watch them";
      default -> "HTTP " + status;
    };
  }

  private @Nullable WatchState stateOf(URI uri) {
    String path = uri.getPath();
    return states.get(path.substring(path.lastIndexOf('/') + 1));
  }

  private static boolean isWatch(URI uri) {
    return uri.getQuery() != null && uri.getQuery().contains("watch=true");
  }
}
