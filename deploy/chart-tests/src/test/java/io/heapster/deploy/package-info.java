/**
 * What {@code deploy/} renders to, with the real Helm and the real kustomize, against Kubernetes'
 * own types and against the daemon. Start reading at {@link io.heapster.deploy.Soundness}.
 */
@NullMarked
package io.heapster.deploy;

import org.jspecify.annotations.NullMarked;
