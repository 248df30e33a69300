package io.heapster.api.k8s.request;

import io.heapster.api.http.QueryString;
import io.heapster.api.k8s.identity.RequestHeaders;
import io.heapster.api.k8s.identity.UserInfo;

/**
 * A request that is authenticated and authorised.
 *
 * @param headers without those that carry credentials or claim an identity
 */
public record ApiRequest(
    RequestInfo info, UserInfo user, QueryString query, RequestHeaders headers) {}
