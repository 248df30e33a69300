package io.heapster.api.query;

import io.heapster.api.http.ApiException;
import io.heapster.api.http.Parameters;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.api.provider.selector.Requirement;
import io.heapster.api.provider.selector.SelectorException;
import io.heapster.core.config.NearestName;
import io.heapster.core.model.EntityKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what entities are put into groups.
 *
 * @param text as asked for
 */
record Grouping(String text, Form form) {
  private static final String PARAMETER = "by";
  private static final String LABEL = "label:";

  /** Tells an entity's group. */
  private sealed interface Form {
    /** Equal for the entities of one group; absent where the entity has no such thing. */
    @Nullable Object group(Rows rows, int row);
  }

  private record ByName(Identity identity) implements Form {
    @Override
    public @Nullable Object group(Rows rows, int row) {
      return rows.names(identity)[row];
    }
  }

  /** By pod; pods of two namespaces may have one name. */
  private record ByPod() implements Form {
    @Override
    public @Nullable Object group(Rows rows, int row) {
      return rows.key(row) instanceof EntityKey.PodContainer(EntityKey.Pod pod, _)
          ? pod
          : rows.key(row);
    }
  }

  private record ByLabel(String key) implements Form {
    @Override
    public @Nullable Object group(Rows rows, int row) {
      return rows.labels(row).get(key);
    }
  }

  private record Together() implements Form {
    @Override
    public Object group(Rows rows, int row) {
      return "all";
    }
  }

  /**
   * The required parameter {@code by}.
   *
   * @throws ApiException 400 when it is missing, or makes no sense for the kind
   */
  static Grouping of(Parameters parameters, RowKind kind) {
    String text = parameters.text(PARAMETER);
    if (text.startsWith(LABEL)) {
      return new Grouping(text, new ByLabel(labelKey(text)));
    }
    if (text.equals("all")) {
      return new Grouping(text, new Together());
    }
    for (Identity identity : kind.identities()) {
      if (identity != Identity.CONTAINER && identity.text().equals(text)) {
        return new Grouping(text, identity == Identity.POD ? new ByPod() : new ByName(identity));
      }
    }
    throw unknown(text, kind);
  }

  private static ApiException unknown(String text, RowKind kind) {
    var allowed = new ArrayList<String>();
    for (Identity identity : kind.identities()) {
      if (identity != Identity.CONTAINER) {
        allowed.add(identity.text());
      }
    }
    allowed.add("all");
    String hint = text.isEmpty() ? "" : NearestName.hint(text, allowed);
    allowed.add(LABEL + "<key>");
    String problem =
        text.isEmpty()
            ? "by is missing"
            : "by=" + Parameters.shown(text) + ": no grouping of " + kind.text();
    return ApiException.badRequest(
        problem + hint + "; expected one of " + String.join(", ", allowed));
  }

  /** A key is what a selector takes as one. */
  private static String labelKey(String text) {
    String key = text.substring(LABEL.length());
    try {
      List<Requirement> read = LabelSelector.parse(key).requirements();
      if (read.equals(List.of(new Requirement.Exists(key)))) {
        return key;
      }
      throw Parameters.problem(PARAMETER, text, "expected the key of one label, as label:app");
    } catch (SelectorException e) {
      throw Parameters.problem(
          PARAMETER,
          text,
          "not the key of a label: " + Parameters.shown(String.valueOf(e.getMessage())));
    }
  }

  @Nullable Object group(Rows rows, int row) {
    return form.group(rows, row);
  }
}
