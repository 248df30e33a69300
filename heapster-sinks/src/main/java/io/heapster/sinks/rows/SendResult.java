package io.heapster.sinks.rows;

import java.util.List;

/** What the far end said to some rows. */
public sealed interface SendResult {
  SendResult ACCEPTED = new Accepted();

  /** It has all of them. */
  record Accepted() implements SendResult {}

  /**
   * It refuses the request for what is in it; fewer rows at a time may pass.
   *
   * @param reason as it said it
   */
  record Refused(String reason) implements SendResult {}

  /**
   * It has all rows but these.
   *
   * @param refused never to be taken
   * @param again by index: to be sent once more
   */
  record Partly(List<RefusedRow> refused, List<Integer> again) implements SendResult {
    public Partly {
      refused = List.copyOf(refused);
      again = List.copyOf(again);
    }
  }

  /**
   * It has the rows, except for some that it does not name.
   *
   * @param reason as it said it
   */
  record Thinned(long dropped, String reason) implements SendResult {}

  /**
   * It has the rows, except for some that it does not name, and that it would refuse alone, too.
   *
   * @param kind what they have in common; the same for the same mistake
   * @param reason as it said it
   */
  record Sifted(long dropped, String kind, String reason) implements SendResult {}

  /** A row, by its index among the rows sent, and why it was refused. */
  record RefusedRow(int row, String reason) {}
}
