package io.heapster.api.k8s.server;

import io.heapster.api.k8s.identity.Attributes;
import io.heapster.api.k8s.identity.Authenticator;
import io.heapster.api.k8s.identity.Authorizer;
import io.heapster.api.k8s.identity.Credentials;
import io.heapster.api.k8s.identity.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Believes tokens that name a user: {@code Bearer admin} is a cluster administrator, {@code Bearer
 * jane} has no rights, {@code Bearer wrong} is refused, {@code Bearer slow} waits for its review.
 * Believes a certificate of {@code proxy} that tells who asks. Allows everybody the health paths
 * and {@code carl} all else; paths that are {@code pending} wait for their review. Remembers what
 * it was asked.
 */
final class FakeGate implements Authenticator, Authorizer {
  final ConcurrentLinkedQueue<Credentials> shown = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<Attributes> asked = new ConcurrentLinkedQueue<>();
  final CountDownLatch reviews = new CountDownLatch(1);

  @Override
  public Authentication authenticate(Credentials credentials) {
    shown.add(credentials);
    String token = credentials.headers().first("Authorization").replace("Bearer ", "");
    String told = credentials.headers().first("X-Remote-User");
    if (token.isEmpty() && !told.isEmpty() && trustsCertificate(credentials)) {
      return known(told, told.equals("admin") ? UserInfo.MASTERS : "people");
    }
    return switch (token) {
      case "" -> new Authentication.Known(UserInfo.ANONYMOUS);
      case "wrong" -> new Authentication.Refused("no such token");
      case "slow" -> {
        await();
        yield new Authentication.Refused("the review was slow");
      }
      case "admin" -> known(token, UserInfo.MASTERS);
      default -> known(token, "people");
    };
  }

  @Override
  public boolean trustsCertificate(Credentials credentials) {
    return credentials.certificates().stream()
        .anyMatch(each -> each.getSubjectX500Principal().getName().equals("CN=proxy"));
  }

  @Override
  public boolean isForEverybody(Attributes attributes) {
    return attributes instanceof Attributes.Path(var verb, var path)
        && Set.of("/healthz", "/livez", "/readyz").contains(path);
  }

  private void await() {
    try {
      reviews.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Authentication known(String name, String group) {
    var groups = List.of(group, UserInfo.AUTHENTICATED);
    return new Authentication.Known(new UserInfo(name, "", groups, Map.of()));
  }

  @Override
  public Decision authorize(UserInfo user, Attributes attributes) {
    asked.add(attributes);
    boolean open = isForEverybody(attributes);
    if (attributes instanceof Attributes.Path(var verb, var path) && path.contains("pending")) {
      await();
    }
    if (user.name().equals("unlucky")) {
      return new Decision.Failed("the authorisation could not be checked");
    }
    if (user.name().equals("reasoned")) {
      return new Decision.Denied("no rule fits");
    }
    boolean allowed =
        open || user.groups().contains(UserInfo.MASTERS) || user.name().equals("carl");
    return allowed ? new Decision.Allowed() : new Decision.Denied("");
  }
}
