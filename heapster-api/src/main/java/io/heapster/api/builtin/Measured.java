package io.heapster.api.builtin;

import io.heapster.api.provider.quantity.Quantity;
import java.time.Instant;
import java.util.Map;

/**
 * One value of an entity or of a part of it.
 *
 * @param labels of the part, e.g. {@code container} or a device's; empty for the entity itself
 * @param at when the kubelet measured it
 */
record Measured(Map<String, String> labels, Instant at, Quantity value) {}
