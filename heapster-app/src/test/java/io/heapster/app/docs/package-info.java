/** Generated pages: {@link io.heapster.app.docs.GeneratedPage} writes or checks one. */
@NullMarked
package io.heapster.app.docs;

import org.jspecify.annotations.NullMarked;
