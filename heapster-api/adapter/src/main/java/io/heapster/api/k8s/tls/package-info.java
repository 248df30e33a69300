/**
 * The server's side of TLS: a certificate that changes while the server runs, and one made where
 * none is given. Start reading at {@link io.heapster.api.k8s.tls.ServingCertificate}.
 */
@NullMarked
package io.heapster.api.k8s.tls;

import org.jspecify.annotations.NullMarked;
