/**
 * The one place where the modules meet: command line, configuration, assembly, lifecycle. Start
 * reading at {@link io.heapster.app.Heapster}.
 */
@NullMarked
package io.heapster.app;

import org.jspecify.annotations.NullMarked;
