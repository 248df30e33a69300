/**
 * The daemon behind a real kube-apiserver, where one is installed. Start reading at {@link
 * io.heapster.app.realapi.RealApiServerTest}.
 */
@NullMarked
package io.heapster.app.realapi;

import org.jspecify.annotations.NullMarked;
