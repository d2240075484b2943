package dev.weft.internal.task;

import org.jspecify.annotations.Nullable;

/** What has been asked of a task, and the scopes that it is in; most tasks never have any. */
final class CancelRequests {

  int count; // all requests, less those taken back
  boolean undelivered; // the task's next step begins with a CancelledError
  @Nullable String message; // of the last request that was not delivered at once
  @Nullable Scope innermost; // Scope's
}
