package io.heapster.sources.simulated.front;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who asks and whether they may, then answers, hands the request on to a server behind,
 * or to the objects of the cluster. Runs on event loops.
 */
final class FrontEndpoint {
  private static final String BEARER = "Bearer ";
  private static final String IMPERSONATE = "Impersonate-User";

  private final Aggregator aggregator;
  private final Handler<HttpServerRequest> objects;
  private final Caller nobody;

  /**
   * @param nobody who a caller without credentials is
   */
  FrontEndpoint(Aggregator aggregator, Handler<HttpServerRequest> objects, Caller nobody) {
    this.aggregator = aggregator;
    this.objects = objects;
    this.nobody = nobody;
  }

  void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    Optional<Caller> known = caller(request.getHeader("Authorization"));
    if (known.isEmpty()) {
      StatusDocument.unauthorized(response);
      return;
    }
    Caller caller = known.get();
    String impersonated = request.getHeader(IMPERSONATE);
    if (impersonated != null) {
      if (!caller.isMaster()) {
        var asked = new Asked("impersonate", "", "", "users", "", impersonated);
        StatusDocument.forbidden(response, caller, asked);
        return;
      }
      caller = Caller.authenticated(impersonated, request.headers().getAll("Impersonate-Group"));
    }
    String path = Objects.requireNonNullElse(request.path(), "/");
    String watch = request.getParam("watch");
    Asked asked =
        Asked.of(request.method().name(), path, "true".equals(watch) || "1".equals(watch));
    if (AccessRules.allow(caller, asked)) {
      route(request, path, caller);
    } else {
      StatusDocument.forbidden(response, caller, asked);
    }
  }

  private Optional<Caller> caller(@Nullable String authorization) {
    if (authorization == null) {
      return Optional.of(nobody);
    }
    String token =
        authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()).strip() : "";
    return Account.of(token).map(Account::caller);
  }

  private void route(HttpServerRequest request, String path, Caller caller) {
    if (!path.equals("/apis") && !path.startsWith("/apis/")) {
      objects.handle(request);
    } else if (request.method() == HttpMethod.POST && Reviews.areAt(path)) {
      review(request, path, caller);
    } else if (!aggregator.forward(request, path, caller)) {
      discovery(request, path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }
  }

  private static void review(HttpServerRequest request, String path, Caller caller) {
    request
        .body()
        .onSuccess(body -> {
          try {
            JsonObject answer = Reviews.answer(path, body.toJsonObject(), caller);
            json(request.response().setStatusCode(201), "application/json", answer.toBuffer());
          } catch (DecodeException | ClassCastException e) {
            StatusDocument.badRequest(request.response(), "the review is no JSON: " + e);
          }
        });
  }

  private void discovery(HttpServerRequest request, String path) {
    GroupCatalog catalog = aggregator.catalog();
    HttpServerResponse response = request.response();
    if (path.equals("/apis")) {
      String accept = Objects.requireNonNullElse(request.getHeader("Accept"), "");
      if (GroupCatalog.wantsAggregated(accept)) {
        json(response, GroupCatalog.AGGREGATED, catalog.aggregated().toBuffer());
      } else {
        json(response, "application/json", catalog.plain().toBuffer());
      }
      return;
    }
    Optional<JsonObject> document = catalog.at(path);
    if (document.isPresent()) {
      json(response, "application/json", document.get().toBuffer());
    } else {
      StatusDocument.notFound(response);
    }
  }

  private static void json(HttpServerResponse response, String type, Buffer body) {
    response.putHeader("Content-Type", type).end(body);
  }
}
