/**
 * Settings of sources and sinks as users write them: {@link io.heapster.core.config.ComponentUri}
 * takes the text apart, {@link io.heapster.core.config.Options} reads it into a component's record
 * and collects everything that is wrong.
 */
@NullMarked
package io.heapster.core.config;

import org.jspecify.annotations.NullMarked;
