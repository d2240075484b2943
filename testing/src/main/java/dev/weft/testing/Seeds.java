package dev.weft.testing;

import java.util.stream.LongStream;

/** The seeds that tests are repeated with, and how a failure tells of its own. */
final class Seeds {

  /** Runs every repeated test with this seed alone. */
  private static final String PROPERTY = "weft.seed";

  private Seeds() {}

  /** 1, 2, ... {@code count}, the same in every run; or the one that the property asks for. */
  static LongStream first(int count) {
    Long chosen = Long.getLong(PROPERTY);
    return chosen != null ? LongStream.of(chosen) : LongStream.rangeClosed(1, count);
  }

  /** Adds the seed of {@code loop}, if it has one, to the failure's report. */
  static void note(Throwable failure, TestLoop loop) {
    Long seed = loop.options().seed();
    if (seed != null) {
      failure.addSuppressed(new Note(seed));
    }
  }

  /** Part of a failure's report. */
  @SuppressWarnings("serial") // never serialized by itself
  private static final class Note extends Throwable {
    Note(long seed) {
      super(
          "with seed " + seed + "; -D" + PROPERTY + "=" + seed + " repeats it", null, true, false);
    }

    @Override
    public String toString() {
      return String.valueOf(getMessage());
    }
  }
}
