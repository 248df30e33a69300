package io.heapster.sinks.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real carbon-cache with a Whisper folder of its own, on free ports of the loopback interface.
 */
public final class CarbonServer implements AutoCloseable {
  private static final String PROGRAM = "/usr/bin/carbon-cache";
  private static final String SUFFIX = ".wsp";

  /** Whisper's file: 16 bytes about the file, 12 about each archive, 12 a point. */
  private static final int FIRST_ARCHIVE = 16;

  private final InstalledServer server;
  private final Path whisper;
  private final int port;
  private final int udpPort;

  private CarbonServer() {
    InstalledServer.require(PROGRAM);
    int[] ports = FreePorts.different(4);
    port = ports[0];
    udpPort = ports[1];
    Path folder = InstalledServer.folder("carbon");
    whisper = folder.resolve("whisper");
    try {
      Files.createDirectories(whisper);
      Files.writeString(folder.resolve("carbon.conf"), configuration(folder, ports));
      Files.writeString(
          folder.resolve("storage-schemas.conf"), "[all]\npattern = .*\nretentions = 10s:20m\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server =
        InstalledServer.start(
            folder,
            List.of(
                PROGRAM,
                "--config=" + folder.resolve("carbon.conf"),
                "--pidfile=" + folder.resolve("carbon.pid"),
                "--logdir=" + folder,
                "--nodaemon",
                "start"),
            Map.of("GRAPHITE_STORAGE_DIR", folder.toString()),
            this::isListening);
  }

  public static CarbonServer start() {
    return new CarbonServer();
  }

  public int port() {
    return port;
  }

  public int udpPort() {
    return udpPort;
  }

  /** How many paths there are files of; much cheaper to ask than their values. */
  public long paths() {
    try (Stream<Path> files = Files.walk(whisper)) {
      return files.filter(path -> path.toString().endsWith(SUFFIX)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of each path at a time, as far as it is written down yet. */
  public Map<String, Double> values(long seconds) {
    var values = new HashMap<String, Double>();
    try (Stream<Path> files = Files.walk(whisper)) {
      for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
        String path = whisper.relativize(file).toString().replace('/', '.');
        read(file, seconds, path.substring(0, path.length() - SUFFIX.length()), values);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  @Override
  public void close() {
    server.close();
  }

  private static void read(Path file, long seconds, String path, Map<String, Double> into)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    if (bytes.capacity() < FIRST_ARCHIVE + 12) {
      return;
    }
    int at = bytes.getInt(FIRST_ARCHIVE);
    int points = bytes.getInt(FIRST_ARCHIVE + 8);
    for (int point = 0; point < points && at + 12 <= bytes.capacity(); point++, at += 12) {
      if (Integer.toUnsignedLong(bytes.getInt(at)) == seconds) {
        into.put(path, bytes.getDouble(at + 4));
      }
    }
  }

  private boolean isListening() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    }
  }

  private static String configuration(Path folder, int[] ports) {
    return """
    [cache]
    DATABASE = whisper
    STORAGE_DIR = %1$s
    CONF_DIR = %1$s
    LOG_DIR = %1$s
    PID_DIR = %1$s
    LOCAL_DATA_DIR = %1$s/whisper/
    USER =
    MAX_CACHE_SIZE = inf
    MAX_UPDATES_PER_SECOND = inf
    MAX_CREATES_PER_MINUTE = inf
    CACHE_WRITE_STRATEGY = naive
    WHISPER_AUTOFLUSH = False
    LOG_UPDATES = False
    LINE_RECEIVER_INTERFACE = 127.0.0.1
    LINE_RECEIVER_PORT = %2$d
    ENABLE_UDP_LISTENER = True
    UDP_RECEIVER_INTERFACE = 127.0.0.1
    UDP_RECEIVER_PORT = %3$d
    PICKLE_RECEIVER_INTERFACE = 127.0.0.1
    PICKLE_RECEIVER_PORT = %4$d
    CACHE_QUERY_INTERFACE = 127.0.0.1
    CACHE_QUERY_PORT = %5$d
    CARBON_METRIC_INTERVAL = 0
    """
        .formatted(folder, ports[0], ports[1], ports[2], ports[3]);
  }
}
