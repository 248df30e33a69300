package io.heapster.api.k8s.server;

import io.heapster.api.http.Answer;
import io.heapster.api.http.QueryString;
import io.heapster.api.k8s.identity.Credentials;
import io.heapster.api.k8s.identity.UserInfo;
import io.heapster.api.k8s.request.RequestInfo;
import io.heapster.api.k8s.request.StatusException;
import io.heapster.api.k8s.server.InflightLimits.Caller;
import io.heapster.api.k8s.server.InflightLimits.Permit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request under way, on a virtual thread of its own. Three may end it: the thread that answers,
 * the deadline, and the caller who leaves; the first one to change the stage does. The permits are
 * held until the thread is through, so that work which ignores its interruption still counts.
 */
final class Exchange implements Runnable {
  private final RequestChain chain;
  private final InflightLimits limits;
  private final FailureLog failures;
  private final ResponseWriter writer;
  private final Question question;
  private final Permit door;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WORKING);
  private final Thread thread;
  private volatile boolean anonymous = true;

  private enum Stage {
    /** The answer is being made. */
    WORKING,
    /** The answer is being sent. */
    SENDING,
    /** The deadline passed, or the caller left, before there was an answer. */
    GIVEN_UP
  }

  /** What is asked. */
  record Question(
      RequestInfo info, QueryString query, Credentials shown, HeaderLines headers, Caller caller) {}

  /** What all requests share. */
  record Shared(RequestChain chain, InflightLimits limits, FailureLog failures) {}

  Exchange(Shared shared, ResponseWriter writer, Question question, Permit door) {
    this.chain = shared.chain();
    this.limits = shared.limits();
    this.failures = shared.failures();
    this.writer = writer;
    this.question = question;
    this.door = door;
    this.thread = Thread.ofVirtual().name("api-request").unstarted(this);
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    try (door) {
      UserInfo user = chain.authenticate(question.shown());
      anonymous = user.groups().contains("system:unauthenticated");
      if (question.caller() == Caller.CERTIFIED) {
        door.close();
        workInside(user);
      } else {
        work(user);
      }
    } catch (StatusException e) {
      send(StatusDocument.answer(e));
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /** A flood of strangers reaches none of these places. */
  private void workInside(UserInfo user) {
    var place = limits.admit(user);
    if (place.isEmpty()) {
      send(PlainText.tooManyRequests());
      return;
    }
    Permit held = place.get();
    try (held) {
      work(user);
    }
  }

  private void work(UserInfo user) {
    Answer answer;
    try {
      answer = chain.answer(question, user);
    } catch (StatusException e) {
      answer = StatusDocument.answer(e);
    }
    send(answer);
  }

  private void send(Answer answer) {
    if (!stage.compareAndSet(Stage.WORKING, Stage.SENDING)) {
      return;
    }
    // An endpoint may have left the flag behind; the deadline cuts what is being sent by itself.
    Thread.interrupted();
    try {
      writer.send(answer);
    } catch (InterruptedException e) {
      writer.cut();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      writer.cut();
    } catch (RuntimeException | Error e) {
      breakOff(e);
    }
  }

  /** A body that broke while it was made: told to a caller who has seen nothing of it yet. */
  private void breakOff(Throwable problem) {
    if (writer.untouched() && stage.compareAndSet(Stage.SENDING, Stage.WORKING)) {
      if (problem instanceof StatusException told) {
        send(StatusDocument.answer(told));
      } else {
        fail(problem);
      }
    } else {
      failures.failed(question.info().method(), question.info().path(), problem);
      writer.cut();
    }
  }

  private void fail(Throwable problem) {
    if (stage.get() == Stage.GIVEN_UP) {
      return;
    }
    failures.failed(question.info().method(), question.info().path(), problem);
    send(StatusDocument.answer(internalError()));
  }

  /** What broke is for the log: it may hold names, addresses and queries. */
  private static StatusException internalError() {
    return new StatusException(
        500,
        "InternalError",
        "Internal error occurred: the answer could not be made; the reason is in the server's log",
        StatusException.Details.EMPTY);
  }

  /**
   * The deadline has passed, or the caller is gone.
   *
   * @return whether nothing was sent yet, so that the caller may still be told
   */
  boolean giveUp() {
    boolean silent = stage.compareAndSet(Stage.WORKING, Stage.GIVEN_UP);
    thread.interrupt();
    return silent;
  }

  /** Whether the caller is not known, as far as was found out. */
  boolean anonymous() {
    return anonymous;
  }
}
