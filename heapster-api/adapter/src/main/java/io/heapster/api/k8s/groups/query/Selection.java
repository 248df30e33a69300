package io.heapster.api.k8s.groups.query;

import io.heapster.api.http.QueryString;
import io.heapster.api.k8s.request.StatusException;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.api.provider.selector.SelectorException;

/**
 * Which objects or values a request selects. Parameters for paging are none here: lists are whole.
 */
public record Selection(LabelSelector labels, FieldSelector fields) {

  /**
   * Reads {@code labelSelector} and {@code fieldSelector}.
   *
   * @throws StatusException 400 when one is malformed
   */
  public static Selection of(QueryString query) {
    return new Selection(
        labels(query, "labelSelector"), FieldSelector.parse(query.get("fieldSelector")));
  }

  /**
   * Reads a label selector from a parameter; everything when it is absent.
   *
   * @throws StatusException 400 when it is malformed
   */
  public static LabelSelector labels(QueryString query, String parameter) {
    try {
      return LabelSelector.parse(query.get(parameter));
    } catch (SelectorException e) {
      throw StatusException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Checks that a request for one object selects that object.
   *
   * @throws StatusException 400 when the field selector names another
   */
  public void requireName(String name) {
    boolean other =
        fields.onlyName().map(only -> !only.equals(name)).orElse(!fields.terms().isEmpty());
    if (other) {
      throw StatusException.badRequest("fieldSelector metadata.name doesn't match requested name");
    }
  }

  /**
   * Checks that no watch is asked for.
   *
   * @throws StatusException 405 when one is
   */
  public static void requireNoWatch(QueryString query, String group, String resource) {
    String watch = query.get("watch");
    boolean off = watch.equals("0") || watch.equalsIgnoreCase("false");
    if (query.has("watch") && !off) {
      throw new StatusException(
          405,
          "MethodNotAllowed",
          "watch is not supported on resources of kind \"%s.%s\"".formatted(resource, group),
          StatusException.Details.of("", group, resource));
    }
  }
}
