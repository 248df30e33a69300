package io.heapster.api.k8s.auth;

import io.heapster.api.http.PercentCoding;
import io.heapster.api.k8s.identity.RequestHeaders;
import io.heapster.api.k8s.identity.UserInfo;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The headers by which a front proxy tells who asked it. Each list in order of preference; names in
 * any case.
 */
record IdentityHeaders(
    List<String> username, List<String> uid, List<String> group, List<String> extraPrefixes) {

  IdentityHeaders {
    username = List.copyOf(username);
    uid = List.copyOf(uid);
    group = List.copyOf(group);
    extraPrefixes = List.copyOf(extraPrefixes);
  }

  /**
   * The caller that the headers tell of; empty without a name.
   *
   * @throws CharacterCodingException when a value is not UTF-8: guessing could mix up two users
   */
  Optional<UserInfo> read(RequestHeaders headers) throws CharacterCodingException {
    String name = firstOf(username, headers);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    var groups = new ArrayList<String>();
    for (String header : group) {
      for (String value : headers.all(header)) {
        groups.add(utf8(value));
      }
    }
    return Optional.of(new UserInfo(name, firstOf(uid, headers), groups, extra(headers)));
  }

  /** Whether somebody claims to be a user. */
  boolean claimed(RequestHeaders headers) {
    return username.stream().anyMatch(name -> !headers.first(name).isEmpty());
  }

  private static String firstOf(List<String> names, RequestHeaders headers)
      throws CharacterCodingException {
    for (String each : names) {
      String value = headers.first(each);
      if (!value.isEmpty()) {
        return utf8(value);
      }
    }
    return "";
  }

  private Map<String, List<String>> extra(RequestHeaders headers) throws CharacterCodingException {
    var found = new LinkedHashMap<String, List<String>>();
    for (String header : headers.names()) {
      for (String prefix : extraPrefixes) {
        if (startsWith(header, prefix)) {
          String rest = header.substring(prefix.length()).toLowerCase(Locale.ROOT);
          // A key that is not encoded properly is taken as it is, as API servers do.
          List<String> values =
              found.computeIfAbsent(
                  PercentCoding.decode(rest).orElse(rest), _ -> new ArrayList<>());
          for (String value : headers.all(header)) {
            values.add(utf8(value));
          }
        }
      }
    }
    found.replaceAll((_, values) -> List.copyOf(values));
    return found;
  }

  private static boolean startsWith(String header, String prefix) {
    return header.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /** Header values arrive as one character a byte. */
  private static String utf8(String value) throws CharacterCodingException {
    ByteBuffer bytes = StandardCharsets.ISO_8859_1.newEncoder().encode(CharBuffer.wrap(value));
    return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
  }
}
