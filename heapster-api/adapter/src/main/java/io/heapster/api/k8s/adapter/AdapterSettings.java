package io.heapster.api.k8s.adapter;

import io.heapster.api.k8s.auth.AuthenticationOptions;
import io.heapster.api.k8s.auth.AuthorizationOptions;
import io.heapster.api.k8s.auth.RequestHeaderOptions;
import io.heapster.api.k8s.server.ListenerSettings;
import io.heapster.api.k8s.server.ServingLimits;
import io.heapster.api.k8s.server.TlsRules;
import io.heapster.api.k8s.tls.ServingOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The settings that a command line means. */
record AdapterSettings(
    ListenerSettings listener,
    ServingLimits limits,
    ServingOptions serving,
    AuthenticationOptions authentication,
    AuthorizationOptions authorization,
    ClusterAccess.Settings cluster,
    Duration shutdownDelay) {

  /**
   * Reads them.
   *
   * @param names by which the server is called, for a certificate made here
   * @throws IllegalArgumentException naming all that is wrong, one line each
   */
  static AdapterSettings of(CommandLine line, List<String> names) {
    var problems = new ArrayList<>(line.problems());
    if (problems.isEmpty()) {
      var settings =
          new AdapterSettings(
              tried(problems, ListenerSettings.of("", 0), () -> listener(line)),
              tried(problems, ServingLimits.USUAL, () -> limits(line)),
              tried(problems, ServingOptions.DEFAULTS, () -> serving(line, names)),
              tried(problems, AuthenticationOptions.DEFAULTS, () -> authentication(line, problems)),
              tried(problems, AuthorizationOptions.DEFAULTS, () -> authorization(line)),
              new ClusterAccess.Settings(
                  line.text("lister-kubeconfig"), line.duration("discovery-interval")),
              line.duration("shutdown-delay-duration"));
      if (problems.isEmpty()) {
        return settings;
      }
    }
    throw new IllegalArgumentException(String.join("\n", problems));
  }

  /** The value, or a stand-in where there is a problem, so that the others are found too. */
  private static <T> T tried(List<String> problems, T standIn, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return standIn;
    }
  }

  private static ListenerSettings listener(CommandLine line) {
    int port = line.wholeNumber("secure-port");
    if (port == 0) {
      throw new IllegalArgumentException("--secure-port 0: nothing would be served");
    }
    return new ListenerSettings(
        line.text("bind-address"),
        port,
        TlsRules.of(line.text("tls-min-version"), line.list("tls-cipher-suites")),
        !line.on("disable-http2-serving"),
        line.wholeNumber("http2-max-streams-per-connection"));
  }

  private static ServingLimits limits(CommandLine line) {
    return new ServingLimits(
        line.wholeNumber("max-requests-inflight"), line.duration("request-timeout"));
  }

  private static ServingOptions serving(CommandLine line, List<String> names) {
    return new ServingOptions(
        line.text("tls-cert-file"),
        line.text("tls-private-key-file"),
        line.text("cert-dir"),
        names);
  }

  private static AuthenticationOptions authentication(CommandLine line, List<String> problems) {
    return new AuthenticationOptions(
        line.text("authentication-kubeconfig"),
        line.duration("authentication-token-webhook-cache-ttl"),
        line.on("authentication-skip-lookup"),
        line.on("authentication-tolerate-lookup-failure"),
        line.text("client-ca-file"),
        tried(problems, RequestHeaderOptions.DEFAULTS, () -> requestHeader(line)));
  }

  private static RequestHeaderOptions requestHeader(CommandLine line) {
    return new RequestHeaderOptions(
        line.text("requestheader-client-ca-file"),
        line.list("requestheader-allowed-names"),
        line.list("requestheader-username-headers"),
        line.list("requestheader-uid-headers"),
        line.list("requestheader-group-headers"),
        line.list("requestheader-extra-headers-prefix"));
  }

  private static AuthorizationOptions authorization(CommandLine line) {
    return new AuthorizationOptions(
        line.text("authorization-kubeconfig"),
        line.duration("authorization-webhook-cache-authorized-ttl"),
        line.duration("authorization-webhook-cache-unauthorized-ttl"),
        line.list("authorization-always-allow-paths"));
  }
}
