package io.heapster.api.k8s.auth;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.heapster.api.k8s.identity.Authenticator;
import io.heapster.api.k8s.identity.Authorizer;
import io.heapster.core.time.TimeSource;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who asks and whether they may, as the cluster has it: front proxy, client certificates and tokens
 * for the one, access reviews for the other. Open it, start it, close it. Thread-safe.
 */
public final class DelegatedAuth implements AutoCloseable {
  private final KubernetesClient authenticationClient;
  private final KubernetesClient authorizationClient;
  private final ClusterAuthenticationConfig config;
  private final Authenticator authenticator;
  private final Authorizer authorizer;

  private DelegatedAuth(
      AuthenticationOptions authentication,
      AuthorizationOptions authorization,
      KubernetesClient authenticationClient,
      KubernetesClient authorizationClient,
      AuthObserver observer,
      TimeSource time) {
    var chance = new SecureRandom();
    this.authenticationClient = authenticationClient;
    this.authorizationClient = authorizationClient;
    this.config = new ClusterAuthenticationConfig(authentication, authenticationClient, time);
    var tokens =
        new ReviewClient(
            authenticationClient,
            TokenAuthenticator.KIND,
            TokenAuthenticator.PATH,
            ReviewClient.TIME_LIMIT,
            time,
            chance::nextDouble);
    var access =
        new ReviewClient(
            authorizationClient,
            AccessReview.KIND,
            AccessReview.PATH,
            ReviewClient.TIME_LIMIT,
            time,
            chance::nextDouble);
    this.authenticator =
        new AuthenticatorChain(
            List.of(
                new RequestHeaderAuthenticator(config::current, time),
                new ClientCertificateAuthenticator(config::current, time),
                new TokenAuthenticator(tokens, authentication.tokenCacheTtl(), observer, time)),
            observer);
    this.authorizer =
        new SeparateReviews(
            new SubjectAccessReviewAuthorizer(access, authorization, observer, time),
            new SubjectAccessReviewAuthorizer(
                access.forStrangers(), authorization, observer, time));
  }

  /**
   * Finds the way to the API server. Nothing is asked of it.
   *
   * @param environment gives the value of an environment variable, or null
   * @throws IllegalArgumentException when there is no way; names the flag
   */
  public static DelegatedAuth open(
      AuthenticationOptions authentication,
      AuthorizationOptions authorization,
      AuthObserver observer,
      UnaryOperator<@Nullable String> environment,
      TimeSource time) {
    return open(
        authentication,
        authorization,
        observer,
        new ClusterConnection(ClusterConnection.SERVICE_ACCOUNT, environment),
        time);
  }

  static DelegatedAuth open(
      AuthenticationOptions authentication,
      AuthorizationOptions authorization,
      AuthObserver observer,
      ClusterConnection connection,
      TimeSource time) {
    KubernetesClient first =
        connection.open("--authentication-kubeconfig", authentication.kubeconfig());
    try {
      KubernetesClient second =
          connection.open("--authorization-kubeconfig", authorization.kubeconfig());
      return new DelegatedAuth(authentication, authorization, first, second, observer, time);
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  /**
   * Reads the cluster's settings and begins to follow them; blocks for up to ten seconds.
   *
   * @throws IllegalStateException when they cannot be read and must be; says what to do
   * @throws IllegalArgumentException when a file given cannot be used
   */
  public void start() {
    config.start();
  }

  public Authenticator authenticator() {
    return authenticator;
  }

  public Authorizer authorizer() {
    return authorizer;
  }

  /** Those whose certificates callers may show, of the moment: a hint for TLS clients. */
  public List<X509Certificate> acceptedIssuers() {
    return config.current().issuers();
  }

  @Override
  public void close() {
    config.close();
    authenticationClient.close();
    authorizationClient.close();
  }
}
