package io.heapster.api.k8s.groups.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A JSON document that is kept, with the tag by which callers ask whether it changed.
 *
 * @param json with a line break at the end; must not change any more
 * @param hash SHA-512 in upper-case hex
 */
public record Document(byte[] json, String hash) implements Answer.Body {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public static Document of(JsonNode tree) {
    byte[] json;
    try {
      json = (MAPPER.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a document cannot be written as JSON", e);
    }
    return new Document(json, sha512(json));
  }

  /** The value of the header {@code ETag}. */
  public String entityTag() {
    return '"' + hash + '"';
  }

  /**
   * Whether a caller has this document already.
   *
   * @param ifNoneMatch the values of that header
   */
  public boolean isKnownBy(List<String> ifNoneMatch) {
    for (String tag : String.join(",", ifNoneMatch).split(",")) {
      String known = tag.strip();
      if (known.equals("*") || known.equals(entityTag()) || known.equals("W/" + entityTag())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Answer.Pieces into(JsonBytes out) {
    return () -> {
      out.put(json);
      return false;
    };
  }

  private static String sha512(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(bytes);
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-512, which every Java must have", e);
    }
  }
}
