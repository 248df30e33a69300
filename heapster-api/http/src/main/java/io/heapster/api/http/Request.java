package io.heapster.api.http;

import java.util.Map;

/**
 * What a route is asked.
 *
 * @param parameters decoded path parameters by name
 * @param query decoded query
 * @param accept the Accept header; empty when not sent
 * @param ifNoneMatch the If-None-Match header: what the caller holds already; empty when not sent
 */
public record Request(
    Map<String, String> parameters, QueryString query, String accept, String ifNoneMatch) {

  public Request {
    parameters = Map.copyOf(parameters);
  }

  /** From a caller who holds nothing yet. */
  public Request(Map<String, String> parameters, QueryString query, String accept) {
    this(parameters, query, accept, "");
  }

  /** A path parameter that the route's pattern names. */
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no parameter {" + name + "}");
    }
    return value;
  }
}
