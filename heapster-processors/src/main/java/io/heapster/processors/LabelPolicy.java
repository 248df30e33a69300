package io.heapster.processors;

import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which labels of a Kubernetes object its rows get: all but the ignored ones joined to one text
 * under {@code labels}, and chosen ones under a name of their own. Storing does not depend on
 * ignoring; a stored name wins over a label of Heapster's that is called the same.
 *
 * <p>Not thread-safe: it keeps what it made, because the pods of a workload have equal labels.
 */
public final class LabelPolicy {
  private static final int MOST_KEPT = 4096;

  private final String separator;
  private final Set<String> ignored;
  private final Map<String, String> storedNames;
  private final Map<Labels, Map<String, String>> made = new HashMap<>();

  /**
   * @param separator between two labels in the joined text
   * @param ignored names left out of the joined text
   * @param storedNames from an object's label to the name it is stored under
   */
  public LabelPolicy(String separator, Set<String> ignored, Map<String, String> storedNames) {
    this.separator = separator;
    this.ignored = Set.copyOf(ignored);
    this.storedNames = Map.copyOf(storedNames);
  }

  /** Heapster's defaults: everything joined by commas, nothing stored. */
  public static LabelPolicy standard() {
    return new LabelPolicy(",", Set.of(), Map.of());
  }

  /**
   * Reads the values of {@code --label_separator}, {@code --ignore_label} and {@code
   * --store_label}. A value may be a list with commas.
   *
   * @throws IllegalArgumentException naming every bad value
   */
  public static LabelPolicy parse(
      String separator, Collection<String> ignoreLabel, Collection<String> storeLabel) {
    var problems = new ArrayList<String>();
    var ignored = Set.copyOf(elements("ignore_label", ignoreLabel, problems));
    Map<String, String> storedNames = new LinkedHashMap<>();
    for (String stored : elements("store_label", storeLabel, problems)) {
      int equals = stored.indexOf('=');
      String newName = equals < 0 ? stored : stored.substring(0, equals);
      String name = stored.substring(equals + 1);
      if (newName.isEmpty() || name.isEmpty()) {
        problems.add("store_label \"" + stored + "\": expected name or newName=name");
      }
      // The later one of two for the same label wins, as in Heapster.
      storedNames.put(name, newName);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new LabelPolicy(separator, ignored, storedNames);
  }

  private static List<String> elements(
      String option, Collection<String> values, List<String> problems) {
    var elements = new ArrayList<String>();
    for (String value : values) {
      for (String element : value.split(",", -1)) {
        if (element.isBlank()) {
          problems.add(option + " \"" + value + "\": empty label name");
        } else {
          elements.add(element.strip());
        }
      }
    }
    return elements;
  }

  /** The pairs that the rows of an object with the given labels get. */
  Map<String, String> pairs(Labels ofObject) {
    Map<String, String> known = made.get(ofObject);
    if (known != null) {
      return known;
    }
    if (made.size() == MOST_KEPT) {
      made.clear();
    }
    Map<String, String> pairs = make(ofObject);
    made.put(ofObject, pairs);
    return pairs;
  }

  private Map<String, String> make(Labels ofObject) {
    var joined = new ArrayList<String>();
    var pairs = new HashMap<String, String>();
    ofObject.forEach((name, value) -> {
      if (!ignored.contains(name)) {
        joined.add(name + ":" + value);
      }
      String storedName = storedNames.get(name);
      if (storedName != null) {
        pairs.put(storedName, value);
      }
    });
    joined.sort(null);
    pairs.putIfAbsent(LabelKeys.LABELS, String.join(separator, joined));
    return Map.copyOf(pairs);
  }
}
