package dev.weft.internal.task;

import org.jspecify.annotations.Nullable;

/** What most tasks never have, and so have no fields for. */
final class TaskDetails {

  @Nullable String name; // null: the task's number tells it
  int requests; // to cancel it, less those taken back
  boolean undelivered; // the task's next step begins with a CancelledError
  @Nullable String message; // of the last request that was not delivered at once
  @Nullable Scope innermost; // of those that the task is in
}
