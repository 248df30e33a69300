package io.heapster.sinks.testing;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP server that hands each connection to the test's code. */
public final class TcpStandIn implements AutoCloseable {
  private final ServerSocket listener;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  /** Speaks with one client until it is gone. */
  public interface Talk {
    void with(Socket client) throws IOException;
  }

  private TcpStandIn(int port, Talk talk) throws IOException {
    listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Thread.ofVirtual().start(() -> accept(talk));
  }

  /** Starts on a port, or on a free one if it is 0. */
  public static TcpStandIn start(int port, Talk talk) {
    try {
      return new TcpStandIn(port, talk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many clients there were. */
  public int accepted() {
    return connections.size();
  }

  /** Closes the connections, and listens on. */
  public void hangUp() {
    for (Socket connection : connections) {
      try {
        connection.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    hangUp();
  }

  private void accept(Talk talk) {
    try {
      while (true) {
        Socket client = listener.accept();
        connections.add(client);
        Thread.ofVirtual().start(() -> talk(talk, client));
      }
    } catch (SocketException _) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void talk(Talk talk, Socket client) {
    try (client) {
      talk.with(client);
    } catch (SocketException | EOFException _) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
