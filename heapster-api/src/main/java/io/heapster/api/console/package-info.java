/**
 * The web console: a page of static files that asks the daemon's own API. Nothing is fetched from
 * elsewhere, and nothing is built. Start reading at {@link io.heapster.api.console.ConsoleRoutes}.
 */
@NullMarked
package io.heapster.api.console;

import org.jspecify.annotations.NullMarked;
