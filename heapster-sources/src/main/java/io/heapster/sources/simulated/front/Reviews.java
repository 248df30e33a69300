package io.heapster.sources.simulated.front;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers API servers that ask who a token is of and what a user may do. */
final class Reviews {
  static final String TOKEN_GROUP = "authentication.k8s.io";
  static final String ACCESS_GROUP = "authorization.k8s.io";
  static final String VERSION = "v1";

  private static final String TOKENS = "/apis/authentication.k8s.io/v1/tokenreviews";
  private static final String ACCESS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
  private static final String OWN_ACCESS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

  private Reviews() {}

  static boolean areAt(String path) {
    return path.equals(TOKENS) || path.equals(ACCESS) || path.equals(OWN_ACCESS);
  }

  /** The review with its {@code status}. */
  static JsonObject answer(String path, JsonObject review, Caller asking) {
    JsonObject spec = review.getJsonObject("spec", new JsonObject());
    JsonObject status =
        switch (path) {
          case TOKENS -> token(spec);
          case OWN_ACCESS -> access(asking, spec);
          default -> access(subject(spec), spec);
        };
    return review.copy().put("status", status);
  }

  private static JsonObject token(JsonObject spec) {
    Optional<Account> account = Account.of(spec.getString("token", ""));
    if (account.isEmpty()) {
      return new JsonObject().put("authenticated", false).put("error", "invalid bearer token");
    }
    Caller caller = account.get().caller();
    JsonObject user =
        new JsonObject()
            .put("username", caller.name())
            .put("uid", "uid-of-" + account.get().label())
            .put("groups", new JsonArray(new ArrayList<>(caller.groups())));
    return new JsonObject().put("authenticated", true).put("user", user);
  }

  private static Caller subject(JsonObject spec) {
    List<String> groups =
        spec.getJsonArray("groups", new JsonArray()).stream().map(String::valueOf).toList();
    return new Caller(spec.getString("user", ""), groups);
  }

  private static JsonObject access(Caller caller, JsonObject spec) {
    boolean allowed = AccessRules.allow(caller, Asked.of(spec));
    return new JsonObject()
        .put("allowed", allowed)
        .put("reason", allowed ? "a rule of the simulated cluster" : "");
  }
}
