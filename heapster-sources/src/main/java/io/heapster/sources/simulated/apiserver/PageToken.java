package io.heapster.sources.simulated.apiserver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;

/**
 * Where the next page of a list begins.
 *
 * @param second the list is of, for all its pages
 * @param position of the first object to look at
 */
record PageToken(long second, int position) {

  String encoded() {
    byte[] text = (second + ":" + position).getBytes(US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /**
   * Reads a {@code continue} parameter.
   *
   * @throws ApiException (400) when it is none of ours
   */
  static PageToken decode(String encoded) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(encoded), US_ASCII).split(":");
      if (parts.length == 2) {
        return new PageToken(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
      }
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest("continue key is not valid: " + e.getMessage());
    }
    throw ApiException.badRequest("continue key is not valid: \"%s\"".formatted(encoded));
  }
}
