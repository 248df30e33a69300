package io.heapster.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name a user probably meant. */
public final class NearestName {
  private NearestName() {}

  /** A half sentence such as {@code , did you mean "insecure"?}, or nothing. */
  public static String hint(String given, Collection<String> valid) {
    return of(given, valid).map(name -> ", did you mean \"" + name + "\"?").orElse("");
  }

  /** The valid name closest to the given one, if any is close. */
  public static Optional<String> of(String given, Collection<String> valid) {
    int tolerance = Math.max(2, given.length() / 3);
    // What differs so much in length cannot be close. Spares the work on texts of any length.
    return valid.stream()
        .filter(name -> given.length() - name.length() <= tolerance)
        .min(Comparator.comparingInt(name -> distance(given, name)))
        .filter(name -> distance(given, name) <= tolerance);
  }

  /** Edit distance (Levenshtein), upper and lower case taken as equal. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
