package io.heapster.api.k8s.groups.resource;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.k8s.groups.media.Accepted;
import io.heapster.api.k8s.groups.media.Form;
import io.heapster.api.k8s.groups.media.ListBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/**
 * The bodies of answers about nodes, or about pods, in every form. One answer's.
 *
 * @param groupVersion that was asked
 */
record ResourceBodies<T>(
    MetricsShape<T> shape, ObjectWriter<T> writer, String groupVersion, RowWriter.Include include) {
  private static final byte[] OBJECT_TAIL = JsonBytes.ascii("}");
  private static final byte[] METADATA = JsonBytes.ascii("\"metadata\":");
  private static final byte[] LIST_TAIL = JsonBytes.ascii("]}");
  private static final String COLUMNS =
      """
      "columnDefinitions":[\
      {"name":"Name","type":"string","format":"name",\
      "description":"Name of the resource","priority":0},\
      {"name":"cpu","type":"string","format":"quantity","description":"","priority":0},\
      {"name":"memory","type":"string","format":"quantity","description":"","priority":0},\
      {"name":"Window","type":"string","format":"duration","description":"","priority":0}]\
      """;

  ResourceBodies(
      MetricsShape<T> shape, String groupVersion, RowWriter.Include include, Instant now) {
    this(shape, new ObjectWriter<>(shape, now), groupVersion, include);
  }

  Answer.Body list(Form form, Iterator<T> items) {
    return switch (form) {
      case Form.Table(String version) -> table(version, items);
      case Form.MetadataList(String version) ->
          new ListBody<>(
              listHead("PartialObjectMetadataList", metaVersion(version)),
              items,
              metadata(version),
              LIST_TAIL);
      case Form.Metadata _ ->
          throw Accepted.notAcceptable(
              "you requested PartialObjectMetadata, but the requested object is a list");
      case Form.Plain _, Form.GroupDiscovery _, Form.Unknown _ ->
          new ListBody<>(listHead(shape.kind() + "List", groupVersion), items, writer, LIST_TAIL);
    };
  }

  Answer.Body single(Form form, T item) {
    Iterator<T> alone = List.of(item).iterator();
    return switch (form) {
      case Form.Table(String version) -> table(version, alone);
      case Form.Metadata(String version) ->
          new ListBody<>(new byte[0], alone, metadata(version), new byte[0]);
      case Form.MetadataList _ ->
          throw Accepted.notAcceptable(
              "you requested PartialObjectMetadataList, but the requested object is not a list");
      case Form.Plain _, Form.GroupDiscovery _, Form.Unknown _ ->
          new ListBody<>(type(shape.kind(), groupVersion), alone, writer::fields, OBJECT_TAIL);
    };
  }

  private Answer.Body table(String version, Iterator<T> items) {
    String head = listStart("Table", metaVersion(version)) + COLUMNS + ",\"rows\":[";
    byte[] typeOfObject =
        include == RowWriter.Include.OBJECT
            ? type(shape.kind(), groupVersion)
            : type("PartialObjectMetadata", metaVersion(version));
    var rows = new RowWriter<>(shape, writer, include, typeOfObject);
    return new ListBody<>(bytes(head), items, rows, LIST_TAIL);
  }

  private ListBody.ItemWriter<T> metadata(String version) {
    byte[] type = type("PartialObjectMetadata", metaVersion(version));
    return (out, item) -> {
      out.put(type).put(METADATA);
      writer.metadata(out, item);
      out.put('}');
    };
  }

  private static String metaVersion(String version) {
    return "meta.k8s.io/" + version;
  }

  private static byte[] listHead(String kind, String version) {
    return bytes(listStart(kind, version) + "\"items\":[");
  }

  private static String listStart(String kind, String version) {
    return "{\"kind\":\"" + kind + "\",\"apiVersion\":\"" + version + "\",\"metadata\":{},";
  }

  private static byte[] type(String kind, String version) {
    return bytes("{\"kind\":\"" + kind + "\",\"apiVersion\":\"" + version + "\",");
  }

  private static byte[] bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
