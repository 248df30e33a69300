package io.heapster.sources.simulated.front;

import java.util.List;
import java.util.Set;

/** Who may do what: the roles that a real cluster binds its users to, in short. */
final class AccessRules {
  private static final Set<String> PUBLIC = Set.of("/healthz", "/livez", "/readyz", "/version");
  private static final List<String> DISCOVERY = List.of("/api", "/apis", "/openapi");
  private static final String ALL = "*";

  private static final Set<String> READ = Set.of("get", "list");
  private static final Set<String> FOLLOW = Set.of("get", "list", "watch");
  private static final Set<String> CREATE = Set.of("create");
  private static final Set<String> OBJECTS = Set.of("nodes", "pods", "namespaces");

  private static final List<Grant> GRANTS =
      List.of(
          new Grant(Account.VIEWER, FOLLOW, "", OBJECTS),
          new Grant(Account.VIEWER, READ, "metrics.k8s.io", Set.of(ALL)),
          new Grant(Account.VIEWER, READ, "custom.metrics.k8s.io", Set.of(ALL)),
          new Grant(Account.VIEWER, READ, "external.metrics.k8s.io", Set.of(ALL)),
          new Grant(Account.AUTOSCALER, READ, "metrics.k8s.io", Set.of("pods")),
          new Grant(Account.AUTOSCALER, READ, "custom.metrics.k8s.io", Set.of(ALL)),
          new Grant(Account.AUTOSCALER, READ, "external.metrics.k8s.io", Set.of(ALL)),
          new Grant(Account.HEAPSTER, FOLLOW, "", OBJECTS),
          new Grant(Account.HEAPSTER, FOLLOW, "", Set.of("configmaps")),
          new Grant(Account.HEAPSTER, CREATE, "authentication.k8s.io", Set.of("tokenreviews")),
          new Grant(
              Account.HEAPSTER, CREATE, "authorization.k8s.io", Set.of("subjectaccessreviews")));

  private AccessRules() {}

  /**
   * @param resources or {@link #ALL}
   */
  private record Grant(Account account, Set<String> verbs, String group, Set<String> resources) {

    boolean covers(Caller caller, Asked asked) {
      return caller.name().equals(account.caller().name())
          && verbs.contains(asked.verb())
          && group.equals(asked.group())
          && (resources.contains(ALL) || resources.contains(asked.resource()));
    }
  }

  static boolean allow(Caller caller, Asked asked) {
    if (caller.isMaster()) {
      return true;
    }
    if (asked.isPath()) {
      boolean known = caller.groups().contains(Caller.AUTHENTICATED);
      return asked.verb().equals("get")
          && (PUBLIC.contains(asked.path()) || (known && isDiscovery(asked.path())));
    }
    for (Grant each : GRANTS) {
      if (each.covers(caller, asked)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDiscovery(String path) {
    return DISCOVERY.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
  }
}
