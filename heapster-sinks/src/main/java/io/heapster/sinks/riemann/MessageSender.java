package io.heapster.sinks.riemann;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.Rows;
import io.heapster.sinks.rows.SendResult;
import io.heapster.sinks.socket.HostPort;
import io.heapster.sinks.socket.TcpLink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Sends one {@code Msg} at a time, its length in four bytes before it, and waits for the reply,
 * which is a {@code Msg} as well: {@code ok}, or an error.
 */
final class MessageSender implements RowSender {
  private static final int MAX_REPLY = 16 << 20;

  private final HostPort server;
  private final TcpLink link;

  MessageSender(HostPort server, Duration callTimeout) {
    this.server = server;
    this.link = new TcpLink(server, callTimeout);
  }

  @Override
  public SendResult send(Rows rows) throws IOException {
    // At once: a connection made anew between the two would get a message without its length.
    link.write(length(rows.length()), rows.array(), rows.offset(), rows.length());
    return understood(reply());
  }

  @Override
  public void close() {
    link.close();
  }

  private byte[] reply() throws IOException {
    int length = ByteBuffer.wrap(link.read(Integer.BYTES)).getInt();
    if (length < 0 || length > MAX_REPLY) {
      link.close();
      throw new IOException(server + ": a reply of " + length + " bytes; is it a Riemann?");
    }
    return link.read(length);
  }

  private SendResult understood(byte[] reply) throws IOException {
    boolean ok = false;
    String error = "";
    try {
      CodedInputStream in = CodedInputStream.newInstance(reply);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (tag) {
          case 2 << 3 | WireFormat.WIRETYPE_VARINT -> ok = in.readBool();
          case 3 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> error = in.readString();
          default -> in.skipField(tag);
        }
      }
    } catch (IOException e) {
      link.close();
      throw new IOException(server + ": a reply that is no Riemann message: " + e.getMessage(), e);
    }
    return ok ? SendResult.ACCEPTED : new SendResult.Refused("Riemann says: " + error);
  }

  private static byte[] length(int length) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
  }
}
