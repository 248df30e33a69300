package io.heapster.api.k8s.server;

/**
 * What {@code /version} tells.
 *
 * @param version e.g. {@code 0.1.0}
 * @param commit empty when not known
 */
public record ProductVersion(String version, String commit) {

  /** The first or second number of the version; empty when it has none. */
  String part(int index) {
    String[] parts = version.split("[.-]", -1);
    boolean number = index < parts.length && parts[index].chars().allMatch(Character::isDigit);
    return number ? parts[index] : "";
  }
}
