package io.heapster.api.k8s.auth;

import io.heapster.api.k8s.auth.AuthenticationMethod.Outcome;
import io.heapster.api.k8s.identity.Authenticator;
import io.heapster.api.k8s.identity.Credentials;
import io.heapster.api.k8s.identity.UserInfo;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries one way after the other. The first that knows the caller wins; who shows something that no
 * way accepts is refused, and who shows nothing is anonymous.
 */
final class AuthenticatorChain implements Authenticator {
  private final List<AuthenticationMethod> methods;
  private final AuthObserver observer;

  AuthenticatorChain(List<AuthenticationMethod> methods, AuthObserver observer) {
    this.methods = List.copyOf(methods);
    this.observer = observer;
  }

  @Override
  public Authentication authenticate(Credentials shown) {
    var objections = new ArrayList<String>();
    for (AuthenticationMethod method : methods) {
      switch (method.verify(shown)) {
        case Outcome.Accepted(UserInfo user) -> {
          observer.authenticated(method.name());
          return new Authentication.Known(authenticated(user));
        }
        case Outcome.NothingShown() -> {
          // the next may know
        }
        case Outcome.Rejected(String why) -> objections.add(why);
      }
    }
    observer.authenticated(objections.isEmpty() ? "anonymous" : "refused");
    return objections.isEmpty()
        ? new Authentication.Known(UserInfo.ANONYMOUS)
        : new Authentication.Refused(String.join("; ", objections));
  }

  @Override
  public boolean trustsCertificate(Credentials shown) {
    List<X509Certificate> chain = shown.certificates();
    return !chain.isEmpty() && methods.stream().anyMatch(method -> method.trusts(chain));
  }

  /** The proxy may pass on somebody who is anonymous to kube-apiserver, and stays so. */
  private static UserInfo authenticated(UserInfo user) {
    boolean settled =
        user.groups().contains(UserInfo.AUTHENTICATED)
            || user.groups().containsAll(UserInfo.ANONYMOUS.groups())
            || user.name().equals(UserInfo.ANONYMOUS.name());
    if (settled) {
      return user;
    }
    var groups = new ArrayList<>(user.groups());
    groups.add(UserInfo.AUTHENTICATED);
    return new UserInfo(user.name(), user.uid(), groups, user.extra());
  }
}
