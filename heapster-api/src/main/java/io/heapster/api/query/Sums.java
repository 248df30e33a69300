package io.heapster.api.query;

import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.EntityKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups of rows with their sums; a group's number is its place here. Sums are made at the first
 * use. Not thread-safe.
 */
final class Sums {
  static final String GROUP = "group";
  static final String COUNT = "count";

  private final Rows rows;
  private final int[] members;
  private final int[] groupOfMember;
  private final List<@Nullable String> names;
  private final Map<Measure, Column> sums = new HashMap<>();

  private Sums(Rows rows, int[] members, int[] groupOfMember, List<@Nullable String> names) {
    this.rows = rows;
    this.members = members;
    this.groupOfMember = groupOfMember;
    this.names = names;
  }

  /** Puts rows into groups. */
  static Sums of(Rows rows, int[] members, Grouping grouping) {
    var numbers = new HashMap<@Nullable Object, Integer>();
    var names = new ArrayList<@Nullable String>();
    int[] groupOfMember = new int[members.length];
    for (int i = 0; i < members.length; i++) {
      Object group = grouping.group(rows, members[i]);
      Integer number = numbers.get(group);
      if (number == null) {
        number = names.size();
        numbers.put(group, number);
        names.add(nameOf(group));
      }
      groupOfMember[i] = number;
    }
    return new Sums(rows, members, groupOfMember, names);
  }

  /** Number of groups. */
  int size() {
    return names.size();
  }

  /** The name of a group; absent for the entities that have nothing to group them by. */
  @Nullable String name(int group) {
    return names.get(group);
  }

  private static @Nullable String nameOf(@Nullable Object group) {
    return switch (group) {
      case null -> null;
      case EntityKey.Pod(String namespace, String name) -> namespace + "/" + name;
      case Object text -> text.toString();
    };
  }

  /** How many entities each group has. */
  Column counts() {
    Column.Builder counts = Column.builder(ValueType.INT64, names.size());
    for (int group : groupOfMember) {
      counts.add(group, 1L);
    }
    return counts.build();
  }

  /**
   * The sums of the numbers that are there; absent for a group without any, and where the sum is
   * more than a double can hold.
   */
  Column of(Measure measure) {
    return sums.computeIfAbsent(measure, this::sum);
  }

  private Column sum(Measure measure) {
    Column numbers = rows.numbers(measure);
    Column.Builder totals = Column.builder(measure.type(), names.size());
    for (int i = 0; i < members.length; i++) {
      int row = members[i];
      if (!numbers.has(row)) {
        continue;
      }
      switch (measure.type()) {
        case INT64 -> totals.add(groupOfMember[i], numbers.longAt(row));
        case DOUBLE -> totals.add(groupOfMember[i], numbers.doubleAt(row));
      }
    }
    return Measure.finite(totals.build(), names.size());
  }
}
