package io.heapster.sinks.rows;

import io.heapster.core.config.NearestName;
import io.heapster.core.config.Options;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * What becomes of the label {@code labels}, which holds all Kubernetes labels of an object in one
 * text.
 *
 * @param separator between the pairs, as the daemon's {@code --label_separator}
 */
public record JoinedLabels(Form form, String separator) {

  /** In which form a store gets them. */
  public enum Form {
    /** One label each. */
    SPLIT,
    /** As they are. */
    JOINED,
    /** Not at all. */
    NONE
  }

  /** Reads {@code labels}. */
  public static Form form(Options options) {
    String text = options.text("labels").orElse("split");
    for (Form form : Form.values()) {
      if (name(form).equals(text)) {
        return form;
      }
    }
    List<String> names = Arrays.stream(Form.values()).map(JoinedLabels::name).toList();
    options.problem(
        "labels", text, "expected split, joined or none" + NearestName.hint(text, names));
    return Form.SPLIT;
  }

  /** Visits the pairs of a joined text; a part without a colon is a key with an empty value. */
  public static void split(String joined, String separator, BiConsumer<String, String> visitor) {
    int at = 0;
    while (at < joined.length()) {
      int next = joined.indexOf(separator, at);
      String pair = joined.substring(at, next < 0 ? joined.length() : next);
      int colon = pair.indexOf(':');
      if (!pair.isEmpty()) {
        visitor.accept(
            colon < 0 ? pair : pair.substring(0, colon),
            colon < 0 ? "" : pair.substring(colon + 1));
      }
      at = next < 0 ? joined.length() : next + separator.length();
    }
  }

  private static String name(Form form) {
    return form.name().toLowerCase(Locale.ROOT);
  }
}
