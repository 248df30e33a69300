package io.heapster.api.http;

import java.util.Map;

/**
 * What a route is asked.
 *
 * @param parameters decoded path parameters by name
 * @param query decoded query
 * @param accept the Accept header; empty when not sent
 */
public record Request(Map<String, String> parameters, QueryString query, String accept) {

  public Request {
    parameters = Map.copyOf(parameters);
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
