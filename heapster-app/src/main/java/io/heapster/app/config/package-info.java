/**
 * What users can set: one table ({@link io.heapster.app.config.DaemonSettings}), read from a file,
 * the environment and flags into {@link io.heapster.app.config.HeapsterConfig}. Help, the effective
 * configuration and docs/configuration.md are made from the same table.
 */
@NullMarked
package io.heapster.app.config;

import org.jspecify.annotations.NullMarked;
