/**
 * The console as people use it: a real Chromium against a running demo. Begin with {@link
 * io.heapster.browser.Browser}.
 */
@NullMarked
package io.heapster.browser;

import org.jspecify.annotations.NullMarked;
