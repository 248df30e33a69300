package io.heapster.api.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that the page loads, and a name for exactly this set of them: files under that name
 * never change, so that browsers may keep them for good. Immutable.
 */
final class ConsoleAssets {
  /** Class paths cannot be listed; a test compares this with the folder. */
  static final List<String> PATHS =
      List.of(
          "api.js",
          "base.css",
          "chart.js",
          "columns.js",
          "dom.js",
          "entity.js",
          "grid.js",
          "groups.js",
          "icon.svg",
          "insights.js",
          "live.js",
          "main.js",
          "overview.js",
          "parts.js",
          "router.js",
          "scroll.js",
          "series.js",
          "settings.js",
          "tables.js",
          "theme.js",
          "ticks.js",
          "units.js",
          "vendor/preact.js",
          "vendor/uplot.css",
          "vendor/uplot.js",
          "views.css",
          "windows.js");

  /** Characters of the hash in paths: 64 bits. */
  private static final int NAME_LENGTH = 16;

  private final Map<String, Asset> assets;
  private final String hash;

  private ConsoleAssets(Map<String, Asset> assets, String hash) {
    this.assets = assets;
    this.hash = hash;
  }

  static ConsoleAssets read() {
    var assets = new LinkedHashMap<String, Asset>();
    MessageDigest digest = sha256();
    for (String path : PATHS) {
      Asset asset = Asset.read(path);
      assets.put(path, asset);
      digest.update((path + '\n' + asset.content().length + '\n').getBytes(StandardCharsets.UTF_8));
      digest.update(asset.content());
    }
    String hash = HexFormat.of().formatHex(digest.digest()).substring(0, NAME_LENGTH);
    return new ConsoleAssets(assets, hash);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Tells this set of files from any other. */
  String hash() {
    return hash;
  }

  /** A file of this set; empty for other files and for files of another set. */
  Optional<Asset> find(String ofHash, String path) {
    return hash.equals(ofHash) ? Optional.ofNullable(assets.get(path)) : Optional.empty();
  }
}
