package io.heapster.sinks.http;

import io.heapster.sinks.rows.SendResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a server said to a request that it looked at: it took it, or something is wrong with its
 * content.
 *
 * @param status 2xx, or 400, 413, 422
 * @param contentType as the server names it; may be empty
 */
public record HttpReply(int status, String contentType, byte[] body) {
  private static final int EXCERPT = 300;
  private static final Pattern PAGE =
      Pattern.compile("(<!doctype html|<html)\\b.*", Pattern.CASE_INSENSITIVE);

  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /** The body's beginning on one line. */
  public String excerpt() {
    return excerpt(body);
  }

  /** The status and the body's beginning. */
  public String reason() {
    return reason(status, body);
  }

  /** Whether the body is of the media type, e.g. {@code application/json}. */
  public boolean isOf(String mediaType) {
    return contentType.toLowerCase(Locale.ROOT).startsWith(mediaType);
  }

  /** Whether it is a page for people: of a proxy, a login, any server but the one wanted. */
  boolean isPage() {
    return isOf("text/html") || PAGE.matcher(excerpt()).matches();
  }

  /** Accepted or refused as a whole, by the status alone. */
  public SendResult result() {
    return isSuccess() ? SendResult.ACCEPTED : new SendResult.Refused(reason());
  }

  static String reason(int status, byte[] body) {
    String excerpt = excerpt(body);
    return "HTTP status " + status + (excerpt.isEmpty() ? "" : ": " + excerpt);
  }

  private static String excerpt(byte[] body) {
    // Four bytes a character at most; a character cut in half becomes a replacement mark.
    int length = Math.min(body.length, EXCERPT * 4);
    String text = new String(body, 0, length, StandardCharsets.UTF_8).strip();
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.substring(0, Math.min(line.length(), EXCERPT));
  }
}
