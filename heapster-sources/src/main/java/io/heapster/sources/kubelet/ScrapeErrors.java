package io.heapster.sources.kubelet;

import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What an exception of the HTTP client says about a kubelet. */
final class ScrapeErrors {
  private static final int LONGEST_REASON = 200;

  private ScrapeErrors() {}

  /** The outcome of a scrape whose request failed before an answer began. */
  static ScrapeOutcome beforeAnswer(KubeletTarget target, Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
        return new ScrapeOutcome.Untrusted(target.text(), reason(innermost(cause)));
      }
    }
    return new ScrapeOutcome.Unreachable(target.text(), reason(error));
  }

  /**
   * Whether a kept connection may have been closed by the kubelet just when it was used again: then
   * one more try is worth it, on a new one.
   */
  static boolean isStaleConnection(Throwable error) {
    return error instanceof HttpClosedException
        || (error instanceof SocketException && !(error instanceof ConnectException));
  }

  /** A short printable text: messages quote what kubelets send. */
  static String reason(Throwable error) {
    @Nullable String message = error.getMessage();
    String text =
        (message == null ? error.getClass().getSimpleName() : message)
            .replaceAll("\\p{Cntrl}", "?");
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "...";
  }

  private static Throwable innermost(Throwable error) {
    Throwable cause = error;
    // Chains of causes may be circular in theory; three steps tell enough.
    for (int depth = 0; depth < 3 && cause.getCause() != null; depth++) {
      cause = cause.getCause();
    }
    return cause;
  }
}
