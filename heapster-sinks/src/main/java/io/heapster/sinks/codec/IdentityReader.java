package io.heapster.sinks.codec;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.LabelColumn;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Owners;
import io.heapster.core.model.Roster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the layout of one group of tables, as {@link IdentityWriter} wrote it. */
final class IdentityReader {
  private final ByteReader in;
  private final NumberReader numbers;
  private final String[] strings;
  private final LabelReader labels;
  private final List<TableIdentity> tables = new ArrayList<>();

  /**
   * @param in the layout block
   * @param strings of the strings block before it
   */
  IdentityReader(ByteReader in, NumberReader numbers, String[] strings) {
    this.in = in;
    this.numbers = numbers;
    this.strings = strings;
    this.labels = new LabelReader(in, numbers, strings);
  }

  /** The group's tables; the rows of owners may still point to nowhere. */
  List<TableIdentity> read(int group) throws CorruptBatchException {
    for (EntityKind kind : RecordFormat.GROUPS.get(group)) {
      tables.add(readTable(kind));
    }
    in.requireEnd();
    return List.copyOf(tables);
  }

  private TableIdentity readTable(EntityKind kind) throws CorruptBatchException {
    int rows = in.count(in.remaining(), "rows of " + kind);
    List<Owners> owners = readOwners(kind, rows);
    Roster roster = Roster.of(Arrays.asList(readKeys(kind, rows, owners)));
    LabelColumn theirLabels = LabelColumn.of(Arrays.asList(labels.read(rows)));
    return new TableIdentity(kind, roster, theirLabels, readDevices(rows), owners);
  }

  private List<Owners> readOwners(EntityKind kind, int rows) throws CorruptBatchException {
    return switch (kind) {
      case CLUSTER, NAMESPACE, NODE, SYSTEM_CONTAINER -> List.of();
      case POD -> {
        Owners namespaces = readOwners(rows, "namespaces of pods");
        yield List.of(namespaces, readOwners(rows, "nodes of pods"));
      }
      case POD_CONTAINER -> List.of(readOwners(rows, "pods of containers"));
    };
  }

  private Owners readOwners(int rows, String what) throws CorruptBatchException {
    return Owners.of(numbers.readIndexes(in, rows, Owners.NONE, Integer.MAX_VALUE, what));
  }

  private EntityKey[] readKeys(EntityKind kind, int rows, List<Owners> owners)
      throws CorruptBatchException {
    int[][] parts = new int[KeyParts.count(kind)][];
    for (int part = 0; part < parts.length; part++) {
      parts[part] = numbers.readIndexes(in, rows, 0, strings.length, "key of " + kind);
    }
    EntityKey[] keys = new EntityKey[rows];
    for (int row = 0; row < rows; row++) {
      keys[row] =
          switch (kind) {
            case CLUSTER -> EntityKey.Cluster.INSTANCE;
            case NAMESPACE -> new EntityKey.Namespace(strings[parts[0][row]]);
            case NODE -> new EntityKey.Node(strings[parts[0][row]]);
            case POD -> new EntityKey.Pod(strings[parts[0][row]], strings[parts[1][row]]);
            case POD_CONTAINER ->
                new EntityKey.PodContainer(
                    pod(parts, row, owners.getFirst()), strings[parts[2][row]]);
            case SYSTEM_CONTAINER ->
                new EntityKey.SystemContainer(
                    node(
                        strings[parts[0][row]],
                        row > 0 ? keys[row - 1] : EntityKey.Cluster.INSTANCE),
                    strings[parts[1][row]]);
          };
    }
    return keys;
  }

  /** The pod's own key where the owner is that pod: one object for it and its containers. */
  private EntityKey.Pod pod(int[][] parts, int row, Owners podOfContainer) {
    String namespace = strings[parts[0][row]];
    String name = strings[parts[1][row]];
    Roster pods = tables.getFirst().roster();
    int owner = podOfContainer.of(row);
    boolean listed =
        owner >= 0
            && owner < pods.size()
            && pods.key(owner) instanceof EntityKey.Pod pod
            && pod.namespace() == namespace
            && pod.name() == name;
    return listed ? (EntityKey.Pod) pods.key(owner) : new EntityKey.Pod(namespace, name);
  }

  private static EntityKey.Node node(String name, EntityKey before) {
    return before instanceof EntityKey.SystemContainer container && container.node().name() == name
        ? container.node()
        : new EntityKey.Node(name);
  }

  private LabeledSeries readDevices(int rows) throws CorruptBatchException {
    int count = in.count(in.remaining(), "number of series");
    if (count == 0) {
      return LabeledSeries.EMPTY;
    }
    if (rows == 0) {
      throw in.corrupt(count + " series, but no row to own them");
    }
    int[] ofRow = numbers.readIndexes(in, rows, 0, count + 1, "series of a row");
    long sum = 0;
    for (int series : ofRow) {
      sum += series;
    }
    if (sum != count) {
      throw in.corrupt(count + " series, but the rows own " + sum);
    }
    Labels[] theirLabels = labels.read(count);
    var devices = new LabeledSeries.Builder(rows, count);
    int next = 0;
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < ofRow[row]; i++) {
        devices.start(row, theirLabels[next++]);
      }
    }
    return devices.build(LabeledSeries.EMPTY);
  }
}
