/**
 * The groups described as OpenAPI, versions 2 and 3. Start reading at {@link
 * io.heapster.api.k8s.groups.openapi.OpenApiEndpoint}.
 */
@NullMarked
package io.heapster.api.k8s.groups.openapi;

import org.jspecify.annotations.NullMarked;
