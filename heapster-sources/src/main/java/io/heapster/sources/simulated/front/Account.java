package io.heapster.sources.simulated.front;

import java.util.Locale;
import java.util.Optional;

/** Users of the simulated cluster; each has a token, which is no secret. */
public enum Account {
  /** May do everything. */
  ADMIN(Caller.authenticated("admin", Caller.MASTERS)),
  /** May read objects and metrics. */
  VIEWER(Caller.authenticated("viewer", "viewers")),
  /** Is known, and may look at discovery only. */
  GUEST(Caller.authenticated("guest")),
  /** The controller that scales by metrics. */
  AUTOSCALER(serviceAccount("horizontal-pod-autoscaler")),
  /** The daemon's own: what the manifests give it. */
  HEAPSTER(serviceAccount("heapster"));

  private final Caller caller;

  Account(Caller caller) {
    this.caller = caller;
  }

  private static Caller serviceAccount(String name) {
    return Caller.authenticated(
        "system:serviceaccount:kube-system:" + name,
        "system:serviceaccounts",
        "system:serviceaccounts:kube-system");
  }

  /** The account of a token. */
  static Optional<Account> of(String token) {
    for (Account each : values()) {
      if (each.token().equals(token)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** By which it is known. */
  public String token() {
    return "simulated-" + label();
  }

  /** Its name in a kubeconfig. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Caller caller() {
    return caller;
  }
}
