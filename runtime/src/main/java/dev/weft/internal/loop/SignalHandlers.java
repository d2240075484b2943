package dev.weft.internal.loop;

import dev.weft.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which signals a loop handles. The loop's thread only. */
final class SignalHandlers {

  private final RunLoop loop;
  private final Map<String, ProcessSignal> taken = new HashMap<>();

  SignalHandlers(RunLoop loop) {
    this.loop = loop;
  }

  /** Makes {@code callback} run on the loop, or another one than before. */
  void add(String signal, Runnable callback, Context context) {
    Objects.requireNonNull(callback, "callback");
    String name = ProcessSignal.plain(signal);
    Runnable post = () -> loop.post(callback, context);
    taken.put(name, ProcessSignal.take(name, post, taken.get(name)));
  }

  boolean remove(String signal) {
    ProcessSignal held = taken.remove(ProcessSignal.plain(signal));
    if (held == null) {
      return false;
    }
    held.release();
    return true;
  }

  void removeAll() {
    for (String signal : List.copyOf(taken.keySet())) {
      remove(signal);
    }
  }
}
