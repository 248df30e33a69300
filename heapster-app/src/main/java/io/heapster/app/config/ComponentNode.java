package io.heapster.app.config;

import io.heapster.core.config.NearestName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A source or sink as a mapping: {@code kind}, {@code uri} and {@code options}, whose values are
 * scalars or lists of them. Option values are taken literally, without {@code $NAME} expansion.
 */
final class ComponentNode {
  private static final List<String> KEYS = List.of("kind", "uri", "options");

  private ComponentNode() {}

  /**
   * The same component in its text form.
   *
   * @throws IllegalArgumentException when the mapping has another shape; the message says which
   */
  static String text(MappingNode mapping) {
    String kind = "";
    String uri = "";
    var query = new StringJoiner("&", "?", "").setEmptyValue("");
    for (NodeTuple entry : mapping.getValue()) {
      String key = scalar(entry.getKeyNode(), "a key");
      switch (key) {
        case "kind" -> kind = scalar(entry.getValueNode(), "kind");
        case "uri" -> uri = scalar(entry.getValueNode(), "uri");
        case "options" -> addOptions(entry.getValueNode(), query);
        default ->
            throw new IllegalArgumentException(
                "unknown key "
                    + key
                    + NearestName.hint(key, KEYS)
                    + " expected kind, uri, options");
      }
    }
    if (kind.isEmpty() || kind.indexOf(':') >= 0) {
      throw new IllegalArgumentException("\"" + kind + "\": kind must name the source or sink");
    }
    return query.length() == 0 && uri.isEmpty() ? kind : kind + ":" + uri + query;
  }

  private static void addOptions(Node options, StringJoiner query) {
    if (!(options instanceof MappingNode mapping)) {
      throw new IllegalArgumentException("options: expected a mapping from names to values");
    }
    for (NodeTuple entry : mapping.getValue()) {
      String name = scalar(entry.getKeyNode(), "an option's name");
      List<Node> values =
          entry.getValueNode() instanceof SequenceNode several
              ? several.getValue()
              : List.of(entry.getValueNode());
      for (Node value : values) {
        query.add(encode(name) + "=" + encode(scalar(value, "option " + name)));
      }
    }
  }

  private static String scalar(Node node, String what) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new IllegalArgumentException(what + ": expected one plain value");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
