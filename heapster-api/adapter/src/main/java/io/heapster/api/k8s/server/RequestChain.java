package io.heapster.api.k8s.server;

import io.heapster.api.http.Answer;
import io.heapster.api.k8s.identity.Authenticator;
import io.heapster.api.k8s.identity.Authenticator.Authentication;
import io.heapster.api.k8s.identity.Authorizer;
import io.heapster.api.k8s.identity.Authorizer.Decision;
import io.heapster.api.k8s.identity.Credentials;
import io.heapster.api.k8s.identity.UserInfo;
import io.heapster.api.k8s.request.ApiRequest;
import io.heapster.api.k8s.request.Endpoint;
import io.heapster.api.k8s.request.RequestInfo;
import io.heapster.api.k8s.request.StatusException;
import io.heapster.api.k8s.server.InflightLimits.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request from its credentials to its answer. Nothing is looked up, nor told to exist,
 * before the caller is known and allowed. Thread-safe; runs on the request's virtual thread.
 */
final class RequestChain {
  private static final Logger log = LoggerFactory.getLogger(RequestChain.class);

  private final Authenticator authenticator;
  private final Authorizer authorizer;
  private final Authorizer strangers;
  private final List<Endpoint> endpoints;

  RequestChain(Authenticator authenticator, Authorizer authorizer, List<Endpoint> endpoints) {
    this.authenticator = authenticator;
    this.authorizer = authorizer;
    this.strangers = authorizer.forStrangers();
    this.endpoints = List.copyOf(endpoints);
  }

  /**
   * Finds out who asks.
   *
   * @throws StatusException 401
   */
  UserInfo authenticate(Credentials shown) {
    return switch (authenticator.authenticate(shown)) {
      case Authentication.Known(var user) -> user;
      case Authentication.Refused(var why) -> {
        log.debug("refused a caller: {}", why);
        throw new StatusException(
            401, "Unauthorized", "Unauthorized", StatusException.Details.NONE);
      }
    };
  }

  /**
   * Answers who is known.
   *
   * @throws StatusException for every other outcome than success
   */
  Answer answer(Exchange.Question question, UserInfo user) {
    refuseImpersonation(question.headers());
    RequestInfo info = question.info();
    Authorizer judge = question.caller() == Caller.CERTIFIED ? authorizer : strangers;
    return switch (judge.authorize(user, info.attributes())) {
      case Decision.Allowed allowed ->
          serve(new ApiRequest(info, user, question.query(), question.headers().plain()));
      case Decision.Denied(var reason) ->
          throw ForbiddenText.denied(user, info.attributes(), reason);
      case Decision.Failed(var why) -> PlainText.reviewFailed(info.path(), why);
    };
  }

  /** kube-apiserver resolves these headers itself: here they can only come from around it. */
  private static void refuseImpersonation(HeaderLines received) {
    for (String name : received.names()) {
      if (name.toLowerCase(Locale.ROOT).startsWith("impersonate-")) {
        throw new StatusException(
            403,
            "Forbidden",
            "impersonation is not served here: send the request through kube-apiserver",
            StatusException.Details.EMPTY);
      }
    }
  }

  private Answer serve(ApiRequest request) {
    request.info().requireRead();
    for (Endpoint endpoint : endpoints) {
      Optional<Answer> answer = endpoint.answer(request);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    List<String> segments = request.info().segments();
    if (!segments.isEmpty() && segments.getFirst().equals("apis")) {
      throw StatusException.noSuchResource();
    }
    return PlainText.notFound();
  }
}
