/**
 * What is asked, as an API server of Kubernetes reads it, and how it is answered. Start reading at
 * {@link io.heapster.api.k8s.request.RequestInfo}.
 */
@NullMarked
package io.heapster.api.k8s.request;

import org.jspecify.annotations.NullMarked;
