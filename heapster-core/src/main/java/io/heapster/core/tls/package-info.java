/**
 * Certificates made here, where none are given: keys, templates and the DER they are written in;
 * and the trust in any certificate, where the user asks for it. Start reading at {@link
 * io.heapster.core.tls.CertificateTemplate}.
 */
@NullMarked
package io.heapster.core.tls;

import org.jspecify.annotations.NullMarked;
