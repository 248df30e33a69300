package io.heapster.sources.simulated.front;

import java.util.ArrayList;
import java.util.List;

/** Who asks. */
record Caller(String name, List<String> groups) {
  static final String MASTERS = "system:masters";
  static final String AUTHENTICATED = "system:authenticated";

  static final Caller ANONYMOUS = new Caller("system:anonymous", List.of("system:unauthenticated"));

  /** Without TLS nobody is asked who they are, as on the insecure port of old API servers. */
  static final Caller UNSECURED = authenticated("system:unsecured", MASTERS);

  /** The aggregation layer's own requests. */
  static final Caller AGGREGATOR = new Caller("system:kube-aggregator", List.of(MASTERS));

  Caller {
    groups = List.copyOf(groups);
  }

  static Caller authenticated(String name, String... groups) {
    return authenticated(name, List.of(groups));
  }

  static Caller authenticated(String name, List<String> groups) {
    var all = new ArrayList<>(groups);
    if (!all.contains(AUTHENTICATED)) {
      all.add(AUTHENTICATED);
    }
    return new Caller(name, all);
  }

  boolean isMaster() {
    return groups.contains(MASTERS);
  }
}
