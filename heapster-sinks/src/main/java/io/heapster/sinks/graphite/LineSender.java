package io.heapster.sinks.graphite;

import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.Rows;
import io.heapster.sinks.rows.SendResult;
import io.heapster.sinks.socket.HostPort;
import io.heapster.sinks.socket.TcpLink;
import java.io.IOException;
import java.time.Duration;

/**
 * Writes lines to a connection that is kept. Graphite acknowledges nothing: lines count as accepted
 * when they are written and the connection is open before and after. What a dying server had in its
 * buffers is lost unseen.
 */
final class LineSender implements RowSender {
  private final TcpLink link;

  LineSender(HostPort server, Duration callTimeout) {
    this.link = new TcpLink(server, callTimeout);
  }

  @Override
  public SendResult send(Rows rows) throws IOException {
    link.write(rows.array(), rows.offset(), rows.length());
    link.requireOpen();
    return SendResult.ACCEPTED;
  }

  @Override
  public void close() {
    link.close();
  }
}
