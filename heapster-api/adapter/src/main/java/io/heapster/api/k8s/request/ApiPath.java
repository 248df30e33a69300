package io.heapster.api.k8s.request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The path of a request, decoded once, as a whole: an encoded slash separates like a plain one, as
 * in Go. Authorisation and routing both read these segments, so that no spelling of a path is
 * judged as one thing and served as another.
 *
 * @param decoded begins with a slash
 * @param segments none of them empty, {@code .} or {@code ..}; a slash at the end counts for
 *     nothing
 */
public record ApiPath(String decoded, List<String> segments) {
  public ApiPath {
    segments = List.copyOf(segments);
  }

  /**
   * Reads a path.
   *
   * @param raw as sent, without the query
   * @throws StatusException 400 for all that has more than one reading: escapes that are cut or not
   *     hexadecimal, bytes that are no UTF-8, control characters, and segments that are empty or
   *     dots
   */
  public static ApiPath parse(String raw) {
    if (!raw.startsWith("/")) {
      throw refused("it does not begin with a slash");
    }
    String decoded = decode(raw);
    String inner = decoded.substring(1);
    if (inner.endsWith("/")) {
      inner = inner.substring(0, inner.length() - 1);
    } else if (inner.isEmpty()) {
      return new ApiPath(decoded, List.of());
    }
    List<String> segments = Arrays.asList(inner.split("/", -1));
    for (String segment : segments) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw refused("a segment is empty, \".\" or \"..\"");
      }
    }
    return new ApiPath(decoded, segments);
  }

  private static String decode(String raw) {
    var bytes = new ByteArrayOutputStream(raw.length());
    for (int at = 0; at < raw.length(); at++) {
      char c = raw.charAt(at);
      if (c > 0xFF) {
        throw refused("it is not UTF-8");
      }
      int octet = c;
      if (c == '%') {
        octet = octet(raw, at);
        at += 2;
      }
      if (octet < 0x20 || octet == 0x7F) {
        throw refused("it holds a control character");
      }
      bytes.write(octet);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw refused("it is not UTF-8");
    }
  }

  private static int octet(String raw, int escape) {
    int high = escape + 2 < raw.length() ? hex(raw.charAt(escape + 1)) : -1;
    int low = high < 0 ? -1 : hex(raw.charAt(escape + 2));
    if (low < 0) {
      throw refused("a % is not followed by two hexadecimal digits");
    }
    return high << 4 | low;
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  /** Does not repeat the path, which may hold anything. */
  private static StatusException refused(String why) {
    return StatusException.badRequest("the path cannot be read: " + why);
  }
}
