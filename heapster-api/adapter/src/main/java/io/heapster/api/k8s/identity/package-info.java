/**
 * Who asks, and whether they may: the questions that authentication and authorisation answer. Start
 * reading at {@link io.heapster.api.k8s.identity.Authenticator}.
 */
@NullMarked
package io.heapster.api.k8s.identity;

import org.jspecify.annotations.NullMarked;
