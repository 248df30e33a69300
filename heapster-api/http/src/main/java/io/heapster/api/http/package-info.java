/**
 * The HTTP machinery: routes, answers, compression, client certificates; it knows no route by name.
 * Start reading at {@link io.heapster.api.http.RequestDispatcher}.
 */
@NullMarked
package io.heapster.api.http;

import org.jspecify.annotations.NullMarked;
