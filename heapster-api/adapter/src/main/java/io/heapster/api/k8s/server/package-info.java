/**
 * The secure server: TLS, limits, authentication, authorisation, and the endpoints that every API
 * server has. Start reading at {@link io.heapster.api.k8s.server.SecureDispatcher}.
 */
@NullMarked
package io.heapster.api.k8s.server;

import org.jspecify.annotations.NullMarked;
