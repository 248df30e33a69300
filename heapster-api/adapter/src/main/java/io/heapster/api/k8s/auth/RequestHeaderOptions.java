package io.heapster.api.k8s.auth;

import java.util.List;

/**
 * The front proxy as the command line tells it. Without a file of authorities nothing here counts,
 * and the cluster's own settings do.
 *
 * @param clientCaFile {@code --requestheader-client-ca-file}: PEM; empty for the cluster's settings
 * @param allowedNames {@code --requestheader-allowed-names}: common names; empty for any
 * @param usernameHeaders {@code --requestheader-username-headers}
 * @param uidHeaders {@code --requestheader-uid-headers}
 * @param groupHeaders {@code --requestheader-group-headers}
 * @param extraHeadersPrefix {@code --requestheader-extra-headers-prefix}
 */
public record RequestHeaderOptions(
    String clientCaFile,
    List<String> allowedNames,
    List<String> usernameHeaders,
    List<String> uidHeaders,
    List<String> groupHeaders,
    List<String> extraHeadersPrefix) {
  public static final RequestHeaderOptions DEFAULTS =
      new RequestHeaderOptions(
          "",
          List.of(),
          List.of("x-remote-user"),
          List.of(),
          List.of("x-remote-group"),
          List.of("x-remote-extra-"));

  public RequestHeaderOptions {
    allowedNames = List.copyOf(allowedNames);
    usernameHeaders = filled("--requestheader-username-headers", usernameHeaders);
    uidHeaders = filled("--requestheader-uid-headers", uidHeaders);
    groupHeaders = filled("--requestheader-group-headers", groupHeaders);
    extraHeadersPrefix = filled("--requestheader-extra-headers-prefix", extraHeadersPrefix);
    if (!clientCaFile.isEmpty() && usernameHeaders.isEmpty()) {
      throw new IllegalArgumentException(
          "--requestheader-username-headers is empty: give at least one header, e.g. x-remote-user");
    }
  }

  IdentityHeaders headers() {
    return new IdentityHeaders(usernameHeaders, uidHeaders, groupHeaders, extraHeadersPrefix);
  }

  private static List<String> filled(String flag, List<String> names) {
    if (names.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "%s: %s holds an empty name; leave it out".formatted(flag, names));
    }
    return List.copyOf(names);
  }
}
