package io.heapster.sinks.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes datagrams on a free port; a test must not send more than the system keeps (some 100). */
public final class UdpStandIn implements AutoCloseable {
  private final DatagramSocket socket;

  public UdpStandIn() {
    try {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      socket.setSoTimeout(20_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** Waits for that many datagrams. */
  public List<String> receive(int count) {
    var texts = new ArrayList<String>();
    byte[] room = new byte[65_536];
    while (texts.size() < count) {
      var packet = new DatagramPacket(room, room.length);
      try {
        socket.receive(packet);
      } catch (IOException e) {
        throw new UncheckedIOException(texts.size() + " of " + count + " datagrams came", e);
      }
      texts.add(new String(room, 0, packet.getLength(), StandardCharsets.UTF_8));
    }
    return texts;
  }

  @Override
  public void close() {
    socket.close();
  }
}
