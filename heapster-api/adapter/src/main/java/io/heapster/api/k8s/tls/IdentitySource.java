package io.heapster.api.k8s.tls;

import io.heapster.core.tls.Identity;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Where the server's identity comes from. Called by one thread at a time. */
interface IdentitySource {
  /**
   * The identity to begin with.
   *
   * @throws IllegalArgumentException when there is none; the message names the files
   */
  Identity first();

  /** A new identity since the last look; empty when nothing changed or the change is unusable. */
  Optional<Identity> next();

  /** The authority that clients may trust the identities by, where it is this process's own. */
  Optional<X509Certificate> authority();
}
