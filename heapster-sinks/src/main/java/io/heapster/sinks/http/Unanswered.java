package io.heapster.sinks.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** Says what the JDK's client leaves out of its errors: with whom, and often what, went wrong. */
final class Unanswered {
  private Unanswered() {}

  /** The error as users are told it. */
  static IOException by(URI uri, IOException error) {
    String server = server(uri);
    if (error instanceof ConnectException) {
      return new IOException("cannot connect to " + server + ": " + refusal(error), error);
    }
    String text = text(error);
    return error instanceof HttpTimeoutException
        ? new IOException("no answer of " + server + " in time: " + text, error)
        : new IOException(server + ": " + text, error);
  }

  private static String server(URI uri) {
    int standard = uri.getScheme().equals("https") ? 443 : 80;
    return uri.getHost() + ":" + (uri.getPort() < 0 ? standard : uri.getPort());
  }

  /** The client closes the channel that was refused, and tells only of that. */
  private static String refusal(IOException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        return text(cause);
      }
      if (cause instanceof UnresolvedAddressException) {
        return "no such host";
      }
      if (cause instanceof ClosedChannelException) {
        return "Connection refused";
      }
    }
    return text(error);
  }

  private static String text(Throwable error) {
    @Nullable String message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message;
  }
}
