package io.heapster.api.k8s.auth;

/** Counts what authentication and authorisation do. Thread-safe; called on the caller's thread. */
public interface AuthObserver {
  /** Counts nothing. */
  AuthObserver NONE =
      new AuthObserver() {
        @Override
        public void authenticated(String method) {}

        @Override
        public void authorized(String outcome) {}

        @Override
        public void answered(String review, String origin) {}

        @Override
        public void reviewed(String review, String result, long nanos) {}
      };

  /**
   * A caller was told apart.
   *
   * @param method {@code request_header}, {@code client_certificate}, {@code token}, {@code
   *     anonymous} or {@code refused}
   */
  void authenticated(String method);

  /**
   * A request was decided on.
   *
   * @param outcome {@code allowed}, {@code denied} or {@code failed}
   */
  void authorized(String outcome);

  /**
   * A review was needed.
   *
   * @param review {@code token} or {@code access}
   * @param origin {@code cache}, {@code joined} another's review, {@code asked}, or {@code refused}
   *     because too many were under way
   */
  void answered(String review, String origin);

  /**
   * The API server was asked, once or repeatedly.
   *
   * @param review {@code token} or {@code access}
   * @param result {@code ok} or {@code error}
   */
  void reviewed(String review, String result, long nanos);
}
