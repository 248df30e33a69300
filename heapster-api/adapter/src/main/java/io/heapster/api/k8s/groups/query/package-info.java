/**
 * What the parameters of a request select, and how failures of providers are told. Start reading at
 * {@link io.heapster.api.k8s.groups.query.Selection}.
 */
@NullMarked
package io.heapster.api.k8s.groups.query;

import org.jspecify.annotations.NullMarked;
