package io.heapster.app.config;

import io.heapster.core.config.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads a YAML file: one flat mapping from a setting's key to a scalar or, where several values are
 * allowed, a list. Sources and sinks may also be mappings, see {@link ComponentNode}. Nothing but
 * plain values is ever made of the file.
 */
final class FileReader {
  private final Map<String, Setting> byKey = new LinkedHashMap<>();

  FileReader(Iterable<Setting> table) {
    for (Setting setting : table) {
      if (setting.group() != SettingGroup.RETIRED && setting != DaemonSettings.CONFIG) {
        byKey.put(setting.key(), setting);
      }
    }
  }

  Layer read(Path file) {
    var layer = new Layer(Place.FILE);
    try (InputStream in = Files.newInputStream(file)) {
      var settings = LoadSettings.builder().setLabel(file.toString()).build();
      Optional<Node> root = new Compose(settings).composeInputStream(in);
      root.ifPresent(node -> readRoot(file, node, layer));
    } catch (IOException e) {
      layer.problem(file + ": cannot be read: " + e);
    } catch (YamlEngineException e) {
      layer.problem(file + ": no YAML: " + oneLine(e));
    }
    return layer;
  }

  private void readRoot(Path file, Node root, Layer layer) {
    if (!(root instanceof MappingNode mapping)) {
      layer.problem(file + ": expected a mapping from settings to values");
      return;
    }
    var seen = new HashSet<String>();
    for (NodeTuple entry : mapping.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      String origin = file + ":" + line(entry.getKeyNode()) + ": " + key;
      Setting setting = byKey.get(key);
      if (setting == null) {
        layer.problem(origin + ": unknown key" + NearestName.hint(key, byKey.keySet()));
      } else if (!seen.add(key)) {
        layer.problem(origin + ": given twice");
      } else {
        readValue(setting, entry.getValueNode(), origin, layer);
      }
    }
  }

  private static void readValue(Setting setting, Node node, String origin, Layer layer) {
    var values = new ArrayList<String>();
    try {
      if (node instanceof SequenceNode sequence && setting.type().repeatable()) {
        for (Node each : sequence.getValue()) {
          values.add(text(setting, each));
        }
      } else if (!node.getTag().equals(Tag.NULL)) {
        values.add(text(setting, node));
      }
      layer.add(setting, values, origin);
    } catch (IllegalArgumentException e) {
      layer.problem(origin + ": " + e.getMessage());
    }
  }

  private static String text(Setting setting, Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    if (node instanceof MappingNode mapping && setting.type() == SettingType.COMPONENT) {
      return ComponentNode.text(mapping);
    }
    throw new IllegalArgumentException(
        setting.type().repeatable()
            ? "expected one value or a list of them"
            : "expected one value such as " + setting.type().placeholder());
  }

  private static String oneLine(YamlEngineException failure) {
    return String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", " ");
  }

  private static String line(Node node) {
    return node.getStartMark().map(Mark::getLine).map(line -> line + 1).orElse(0).toString();
  }
}
