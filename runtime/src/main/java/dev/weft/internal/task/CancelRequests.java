package dev.weft.internal.task;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests to cancel a task that were not taken back. The loop's thread only. */
final class CancelRequests {

  /*
   * Overview.
   *
   * A request is pending until the task hears of it: because what it awaits is cancelled, or since
   * a step of it begins with a CancelledError. One CancelledError delivers all requests that no
   * shielded scope holds back.
   *
   *   requests:  those delivered, in the order of delivery | those pending
   *
   * So whoever knows how many were delivered at some time knows which ones were since.
   */

  /** A request of a scope, or, if {@code from} is null, of somebody outside all scopes. */
  record Request(@Nullable Scope from, @Nullable String message) {}

  private final List<Request> requests = new ArrayList<>(1);
  private int delivered;

  void add(Request request) {
    requests.add(request);
  }

  int size() {
    return requests.size();
  }

  int delivered() {
    return delivered;
  }

  /** The last request that is pending, and not held back in a task that is in {@code innermost}. */
  @Nullable Request deliverable(@Nullable Scope innermost) {
    for (int i = requests.size() - 1; i >= delivered; i--) {
      if (!Scope.shields(innermost, requests.get(i).from())) {
        return requests.get(i);
      }
    }
    return null;
  }

  /** The task has heard of all that is deliverable. */
  void deliver(@Nullable Scope innermost) {
    for (int i = delivered; i < requests.size(); i++) {
      if (!Scope.shields(innermost, requests.get(i).from())) {
        requests.add(delivered++, requests.remove(i));
      }
    }
  }

  /** Makes all but the first {@code count} delivered ones pending again. */
  void redeliverAfter(int count) {
    delivered = Math.min(delivered, count);
  }

  /** Takes back one request from outside all scopes, or else, if there is none, the last one. */
  void takeBack() {
    if (!takeBack(null) && !requests.isEmpty()) {
      remove((delivered > 0 ? delivered : requests.size()) - 1);
    }
  }

  /** Takes back the request of a scope, or one from outside. Returns false if there is none. */
  boolean takeBack(@Nullable Scope from) {
    for (int i = 0; i < requests.size(); i++) {
      if (requests.get(i).from() == from) {
        remove(i);
        return true;
      }
    }
    return false;
  }

  private void remove(int index) {
    requests.remove(index);
    if (index < delivered) {
      delivered--;
    }
  }
}
