/**
 * Authentication and authorisation delegated to the cluster, as every aggregated API server does
 * them. Start reading at {@link io.heapster.api.k8s.auth.DelegatedAuth}.
 */
@NullMarked
package io.heapster.api.k8s.auth;

import org.jspecify.annotations.NullMarked;
