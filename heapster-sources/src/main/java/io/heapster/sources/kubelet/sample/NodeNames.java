package io.heapster.sources.kubelet.sample;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The strings that one node's answers repeat: names, namespaces, uids. Looked up by the parser's
 * characters, so that a quiet node makes no string at all, and equal names of successive scrapes
 * are the same object. Bounded by what the node's last answers held.
 *
 * <p>Not thread-safe; used by the event loop that decodes the node's answer.
 */
public final class NodeNames {
  private static final int INITIAL_SLOTS = 64;

  private @Nullable String[] slots = new @Nullable String[INITIAL_SLOTS];
  private int size;
  private int resolvedThisTime;
  private int resolvedLastTime;
  private char[] ascii = new char[INITIAL_SLOTS];
  private final DeviceLabels devices = new DeviceLabels();

  /** Begins a scrape: forgets everything when most of it is of pods long gone. */
  public void begin() {
    resolvedLastTime = resolvedThisTime;
    resolvedThisTime = 0;
    if (size > INITIAL_SLOTS && size > 2 * resolvedLastTime) {
      slots = new @Nullable String[INITIAL_SLOTS];
      size = 0;
      devices.forget();
    }
  }

  /** The labels of the node's devices, as old as the names. */
  public DeviceLabels devices() {
    return devices;
  }

  /** The string of the given characters. */
  public String resolve(char[] text, int offset, int length) {
    resolvedThisTime++;
    int hash = 0;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + text[i];
    }
    int mask = slots.length - 1;
    int slot = spread(hash) & mask;
    String known = slots[slot];
    while (known != null) {
      if (known.hashCode() == hash && matches(known, text, offset, length)) {
        return known;
      }
      slot = (slot + 1) & mask;
      known = slots[slot];
    }
    String made = new String(text, offset, length);
    slots[slot] = made;
    size++;
    if (size * 2 > slots.length) {
      grow();
    }
    return made;
  }

  /** The string of the given bytes, which are UTF-8. */
  public String resolve(byte[] text, int offset, int length) {
    if (ascii.length < length) {
      ascii = new char[Math.max(length, 2 * ascii.length)];
    }
    for (int i = 0; i < length; i++) {
      byte each = text[offset + i];
      if (each < 0) {
        char[] decoded = new String(text, offset, length, StandardCharsets.UTF_8).toCharArray();
        return resolve(decoded, 0, decoded.length);
      }
      ascii[i] = (char) each;
    }
    return resolve(ascii, 0, length);
  }

  private static boolean matches(String known, char[] text, int offset, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != text[offset + i]) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    @Nullable String[] old = slots;
    slots = new @Nullable String[old.length * 2];
    int mask = slots.length - 1;
    for (String known : old) {
      if (known != null) {
        int slot = spread(known.hashCode()) & mask;
        while (slots[slot] != null) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = known;
      }
    }
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
