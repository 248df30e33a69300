package io.heapster.sinks.socket;

import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.Rows;
import io.heapster.sinks.rows.SendResult;
import io.heapster.sinks.rows.SendResult.RefusedRow;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows as datagrams, several in each. Whether they arrive nobody knows: an accepted row is
 * one that the network took. Rows that fit into no datagram are refused. Used by one thread at a
 * time.
 */
public final class Datagrams implements RowSender {
  /** What fits into an Ethernet frame with some room for tunnels. */
  public static final int MAX_BYTES = 1432;

  /** What UDP can carry at all, in several frames. */
  private static final int LARGEST = 65_507;

  private final HostPort to;
  private final int maxRows;
  private final int cutEnd;
  private volatile @Nullable DatagramSocket socket;

  /**
   * @param maxRows in one datagram
   * @param cutEnd bytes to be left out at a datagram's end, e.g. the last line's separator
   */
  public Datagrams(HostPort to, int maxRows, int cutEnd) {
    this.to = to;
    this.maxRows = maxRows;
    this.cutEnd = cutEnd;
  }

  @Override
  public SendResult send(Rows rows) throws IOException {
    // Looked up each time: a service's address may change.
    InetSocketAddress address = to.resolve();
    var refused = new ArrayList<RefusedRow>();
    int first = 0;
    while (first < rows.size()) {
      int end = end(rows, first);
      int length = rows.end(end - 1) - rows.start(first) - cutEnd;
      if (length > LARGEST) {
        refused.add(new RefusedRow(first, length + " bytes do not fit into a datagram"));
      } else {
        open().send(new DatagramPacket(rows.array(), rows.start(first), length, address));
      }
      first = end;
    }
    return refused.isEmpty() ? SendResult.ACCEPTED : new SendResult.Partly(refused, List.of());
  }

  @Override
  public void close() {
    DatagramSocket open = socket;
    socket = null;
    if (open != null) {
      open.close();
    }
  }

  /** One past the last row of the datagram that begins with a row. */
  private int end(Rows rows, int first) {
    int end = first + 1;
    while (end < rows.size()
        && end - first < maxRows
        && rows.end(end) - rows.start(first) - cutEnd <= MAX_BYTES) {
      end++;
    }
    return end;
  }

  private DatagramSocket open() throws IOException {
    DatagramSocket open = socket;
    if (open == null || open.isClosed()) {
      open = new DatagramSocket();
      socket = open;
    }
    return open;
  }
}
