/**
 * What an adapter implements to serve Kubernetes' metrics APIs; public API. Start reading at {@link
 * io.heapster.api.provider.CustomMetricsProvider}.
 *
 * <h2>Compatibility</h2>
 *
 * This package and the ones below it ({@link io.heapster.api.provider.quantity}, {@link
 * io.heapster.api.provider.selector}, {@link io.heapster.api.provider.testkit}) follow semantic
 * versioning from version 1.0 on; before it, a minor version may change anything. Within a major
 * version nothing public is removed, changes its signature or its documented meaning: an adapter
 * that was compiled against an older minor version runs with a newer one. A minor version may add
 * types, methods, default methods of interfaces, constants, values of {@link
 * io.heapster.api.provider.MetricsException.Reason} and kinds of {@link
 * io.heapster.api.provider.selector.Requirement}, so that a {@code switch} over the last two needs
 * a branch for what is not known yet; and the test kit may add checks for rules that were
 * documented before. A patch version changes no signature. Texts of messages are for people and may
 * change at any time, but for those that Kubernetes' own servers use as well. Packages of other
 * artifacts are no public API unless they say so. What is deprecated stays until the next major
 * version.
 */
@NullMarked
package io.heapster.api.provider;

import org.jspecify.annotations.NullMarked;
