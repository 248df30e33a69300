/**
 * Replays what Heapster was fed, and holds our answers against what it said. Read {@link
 * io.heapster.app.golden.GoldenReplayTest} first.
 */
@NullMarked
package io.heapster.app.golden;

import org.jspecify.annotations.NullMarked;
