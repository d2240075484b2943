package dev.weft.processor.check;

import java.util.EnumSet;
import java.util.Set;

/** Where the data of a stream, reader, writer or scanner come from or go to. */
enum StreamSource {
  /** An array, a string, or whatever a class of the user's makes of it. */
  MEMORY,
  /** A file, a socket, a process, a console. */
  OUTSIDE,
  /** Any of these: a parameter of type {@code InputStream}, say. */
  UNKNOWN;

  static final Set<StreamSource> ALL = EnumSet.allOf(StreamSource.class);
  static final Set<StreamSource> NOT_IN_MEMORY = EnumSet.of(OUTSIDE, UNKNOWN);
  static final Set<StreamSource> SURELY_OUTSIDE = EnumSet.of(OUTSIDE);
}
