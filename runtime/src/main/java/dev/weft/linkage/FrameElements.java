package dev.weft.linkage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The stack trace elements of one class of frames, one per await. They are made once, since a
 * failure may cross thousands of frames of the same few classes. Any thread.
 */
final class FrameElements {

  /** A class value is computed from the class alone, and what we know is said by the frame. */
  private static final ClassValue<FrameElements> OF_CLASS =
      new ClassValue<>() {
        @Override
        protected FrameElements computeValue(Class<?> frameClass) {
          return new FrameElements();
        }
      };

  /**
   * What {@link CoroutineFrame#debugMetadata} says.
   *
   * @param begun where a frame stands that is at no await; its line is unknown
   */
  record Table(StackTraceElement begun, StackTraceElement[] guarded, StackTraceElement[] others) {

    static Table parse(String metadata) {
      String[] parts = metadata.split(";", 5);
      return new Table(element(parts, -1), elements(parts, parts[2]), elements(parts, parts[3]));
    }

    private static StackTraceElement[] elements(String[] parts, String lines) {
      if (lines.isEmpty()) {
        return new StackTraceElement[0];
      }
      return Arrays.stream(lines.split(","))
          .map(line -> element(parts, Integer.parseInt(line)))
          .toArray(StackTraceElement[]::new);
    }

    private static StackTraceElement element(String[] parts, int line) {
      String file = parts[4].isEmpty() ? null : parts[4];
      return new StackTraceElement(parts[0], parts[1], file, line == 0 ? -1 : line);
    }

    StackTraceElement at(int state) {
      if (state > 0 && state <= guarded.length) {
        return guarded[state - 1];
      }
      return state < 0 && state >= -others.length ? others[-state - 1] : begun;
    }
  }

  private @Nullable Table table; // any thread; immutable, so that a second one does no harm

  private FrameElements() {}

  /** Where {@code frame} is suspended, or null if its class does not say. */
  static @Nullable StackTraceElement of(CoroutineFrame<?> frame) {
    FrameElements elements = OF_CLASS.get(frame.getClass());
    Table known = elements.table;
    if (known == null) {
      String metadata = frame.debugMetadata();
      if (metadata.isEmpty()) {
        return null;
      }
      known = Table.parse(metadata);
      elements.table = known;
    }
    return known.at(frame.state);
  }
}
