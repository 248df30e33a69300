/**
 * How the log looks: {@link io.heapster.app.logging.LogSetup}. No other package knows the logging
 * library.
 */
@NullMarked
package io.heapster.app.logging;

import org.jspecify.annotations.NullMarked;
