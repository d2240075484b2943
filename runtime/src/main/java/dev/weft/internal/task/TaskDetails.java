package dev.weft.internal.task;

import org.jspecify.annotations.Nullable;

/** What most tasks never have, and so have no fields for. */
final class TaskDetails {

  @Nullable String name; // null: the task's number tells it
  @Nullable CancelRequests requests; // null as long as there were none
  @Nullable Scope innermost; // of those that the task is in
}
