package io.heapster.api.k8s.groups.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * JSON documents as YAML, in the layout of Kubernetes: keys sorted, two spaces a level, lists not
 * indented, texts in quotes only where they would be read as something else.
 */
final class YamlText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Needs no quotes whatever it means. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_/.][A-Za-z0-9_/.+=@-]*");

  /** Would be read as a number, a time, a truth value or nothing. */
  private static final Pattern MEANS_OTHER =
      Pattern.compile(
          "[.]?[0-9][0-9_]*([.][0-9]*)?([eE][-+]?[0-9]+)?|0[xob][0-9a-fA-F_]+|[0-9]{4}-[0-9].*"
              + "|[.](inf|nan)|y|n|yes|no|on|off|true|false|null|[.]+|<<|=",
          Pattern.CASE_INSENSITIVE);

  private final StringBuilder out = new StringBuilder(512);

  private YamlText() {}

  /** A document. */
  static byte[] of(byte[] json) {
    var text = new YamlText();
    text.node(read(json), 0, false);
    return text.bytes();
  }

  /** An item of a list whose key stands at the beginning of a line. */
  static byte[] item(byte[] json) {
    var text = new YamlText();
    text.item(read(json), 0);
    return text.bytes();
  }

  private byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode read(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("an answer of this server is no JSON", e);
    }
  }

  /**
   * @param inline whether the cursor stands behind a key or a dash
   */
  private void node(JsonNode node, int depth, boolean inline) {
    if (node.isObject() && !node.isEmpty()) {
      object(node, depth, inline);
    } else if (node.isArray() && !node.isEmpty()) {
      array(node, depth);
    } else {
      out.append(inline ? " " : "").append(scalar(node)).append('\n');
    }
  }

  private void object(JsonNode node, int depth, boolean inline) {
    var sorted = new TreeMap<String, JsonNode>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      sorted.put(field.getKey(), field.getValue());
    }
    boolean sameLine = inline;
    for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
      out.append(sameLine ? " " : "  ".repeat(depth)).append(text(field.getKey())).append(':');
      sameLine = false;
      value(field.getValue(), depth);
    }
  }

  private void value(JsonNode value, int depth) {
    if (value.isContainerNode() && !value.isEmpty()) {
      out.append('\n');
      node(value, value.isArray() ? depth : depth + 1, false);
    } else {
      node(value, depth, true);
    }
  }

  private void array(JsonNode array, int depth) {
    for (JsonNode item : array) {
      item(item, depth);
    }
  }

  private void item(JsonNode item, int depth) {
    out.append("  ".repeat(depth)).append('-');
    boolean nested = item.isArray() && !item.isEmpty();
    if (nested) {
      out.append('\n');
    }
    node(item, depth + 1, !nested);
  }

  private static String scalar(JsonNode node) {
    if (node.isTextual()) {
      return text(node.textValue());
    }
    if (node.isContainerNode()) {
      return node.isArray() ? "[]" : "{}";
    }
    return node.asText();
  }

  private static String text(String value) {
    boolean plain = PLAIN.matcher(value).matches() && !MEANS_OTHER.matcher(value).matches();
    // A JSON text is a YAML text, with all its escapes.
    return plain ? value : new TextNode(value).toString();
  }
}
