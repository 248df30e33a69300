/**
 * Checks that a provider keeps its contract, for any test framework; public API, made of nothing
 * but the JDK. Start reading at {@link io.heapster.api.provider.testkit.ProviderContract}.
 */
@NullMarked
package io.heapster.api.provider.testkit;

import org.jspecify.annotations.NullMarked;
