/**
 * Questions answered over HTTP; everything here runs on event loops and must not block. Start
 * reading at {@code http}, the server and its table of routes.
 */
@NullMarked
package io.heapster.api;

import org.jspecify.annotations.NullMarked;
