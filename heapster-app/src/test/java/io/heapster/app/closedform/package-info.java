/**
 * The daemon on a simulated cluster whose every figure is known: {@link
 * io.heapster.app.closedform.ClosedFormTest}.
 */
@NullMarked
package io.heapster.app.closedform;

import org.jspecify.annotations.NullMarked;
