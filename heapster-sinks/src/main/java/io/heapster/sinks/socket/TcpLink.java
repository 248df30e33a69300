package io.heapster.sinks.socket;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is kept, and made anew after any failure. Used by one thread at a time; {@link
 * #close} by any. An interrupt ends what is under way and the connection.
 */
public final class TcpLink implements AutoCloseable {
  /** The JDK copies what it writes; more at once would only cost memory. */
  private static final int PIECE = 1 << 16;

  private final HostPort to;
  private final Duration connectTimeout;
  private volatile @Nullable SocketChannel channel;

  public TcpLink(HostPort to, Duration connectTimeout) {
    this.to = to;
    this.connectTimeout = connectTimeout;
  }

  /**
   * Writes everything. Connects first if need be: also when the peer has closed the connection,
   * which a write alone would not notice.
   */
  public void write(byte[] bytes, int offset, int length) throws IOException {
    write(new byte[0], bytes, offset, length);
  }

  /** The same with something before, on the same connection and in the same packet. */
  public void write(byte[] before, byte[] bytes, int offset, int length) throws IOException {
    SocketChannel open = connected();
    try {
      int first = Math.min(PIECE, length);
      var pieces =
          new ByteBuffer[] {ByteBuffer.wrap(before), ByteBuffer.wrap(bytes, offset, first)};
      while (pieces[0].hasRemaining() || pieces[1].hasRemaining()) {
        open.write(pieces);
      }
      for (int at = first; at < length; at += PIECE) {
        ByteBuffer piece = ByteBuffer.wrap(bytes, offset + at, Math.min(PIECE, length - at));
        while (piece.hasRemaining()) {
          open.write(piece);
        }
      }
    } catch (IOException e) {
      close();
      throw new IOException(to + ": cannot be written to: " + e, e);
    }
  }

  /**
   * Fails when the peer has closed the connection. What it said is thrown away: for protocols
   * without replies.
   */
  public void requireOpen() throws IOException {
    SocketChannel open = channel;
    if (open == null || isClosedByPeer(open)) {
      close();
      throw new EOFException(to + ": closed the connection");
    }
  }

  /** Waits for that many bytes. */
  public byte[] read(int count) throws IOException {
    SocketChannel open = channel;
    if (open == null) {
      throw new IOException(to + ": not connected");
    }
    ByteBuffer bytes = ByteBuffer.allocate(count);
    try {
      while (bytes.hasRemaining()) {
        if (open.read(bytes) < 0) {
          throw new EOFException("closed the connection");
        }
      }
    } catch (IOException e) {
      close();
      throw new IOException(to + ": no reply: " + e.getMessage(), e);
    }
    return bytes.array();
  }

  @Override
  public void close() {
    SocketChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException _) {
        // It is of no use any more, whatever that was.
        return;
      }
    }
  }

  private SocketChannel connected() throws IOException {
    SocketChannel open = channel;
    if (open != null && !isClosedByPeer(open)) {
      return open;
    }
    close();
    SocketChannel made = SocketChannel.open();
    try {
      made.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      made.setOption(StandardSocketOptions.TCP_NODELAY, true);
      made.socket().connect(to.resolve(), (int) Math.min(connectTimeout.toMillis(), 1 << 30));
    } catch (IOException e) {
      made.close();
      throw new IOException(to + ": cannot be connected to: " + e.getMessage(), e);
    }
    channel = made;
    return made;
  }

  private static boolean isClosedByPeer(SocketChannel open) {
    ByteBuffer said = ByteBuffer.allocate(1024);
    try {
      open.configureBlocking(false);
      int count;
      do {
        said.clear();
        count = open.read(said);
      } while (count > 0);
      open.configureBlocking(true);
      return count < 0;
    } catch (IOException _) {
      // Reset, say: closed, too.
      return true;
    }
  }
}
