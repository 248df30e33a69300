/**
 * Sending rows over HTTP: one POST with its limits, credentials and TLS rules, and what its status
 * means for a sink. Read {@link io.heapster.sinks.http.HttpPoster} first.
 */
@NullMarked
package io.heapster.sinks.http;

import org.jspecify.annotations.NullMarked;
