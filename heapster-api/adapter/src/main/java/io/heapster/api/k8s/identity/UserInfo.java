package io.heapster.api.k8s.identity;

import java.util.List;
import java.util.Map;

/**
 * A caller as Kubernetes knows one.
 *
 * @param uid empty when not known
 * @param extra what else the authenticator told, by lower-case key
 */
public record UserInfo(
    String name, String uid, List<String> groups, Map<String, List<String>> extra) {
  public static final String AUTHENTICATED = "system:authenticated";

  /** Members are let through everywhere. */
  public static final String MASTERS = "system:masters";

  /** Who shows nothing. */
  public static final UserInfo ANONYMOUS =
      new UserInfo("system:anonymous", "", List.of("system:unauthenticated"), Map.of());

  public UserInfo {
    groups = List.copyOf(groups);
    extra = Map.copyOf(extra);
  }
}
