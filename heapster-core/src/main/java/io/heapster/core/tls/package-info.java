/**
 * Certificates made here, where none are given: keys, templates and the DER they are written in.
 * Start reading at {@link io.heapster.core.tls.CertificateTemplate}.
 */
@NullMarked
package io.heapster.core.tls;

import org.jspecify.annotations.NullMarked;
