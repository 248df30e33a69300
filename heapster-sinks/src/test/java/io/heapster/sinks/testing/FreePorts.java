package io.heapster.sinks.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;

/**
 * Ports of the loopback interface that nothing listens at now. One server's are to be asked for
 * together: asked for one by one, the same may come twice.
 */
public final class FreePorts {
  private FreePorts() {}

  public static int one() {
    return different(1)[0];
  }

  /** So many, no two the same: each is kept until all are there. */
  public static int[] different(int count) {
    var sockets = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    } finally {
      sockets.forEach(FreePorts::close);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a port stays taken: " + socket, e);
    }
  }
}
