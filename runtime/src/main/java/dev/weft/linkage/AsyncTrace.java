package dev.weft.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known, beside the exception itself, of the calls that an exception has passed. Any
 * thread.
 */
public final class AsyncTrace {

  /*
   * Overview.
   *
   * The trace of an exception that a resumed body throws ends where the trampoline resumed it:
   *
   *   Greeter.parse          where it was thrown            } calls: bodies, and what they call
   *   Greeter.greet          the body that was resumed      }
   *   Driver.advance         the boundary
   *   ...                                                   } rest: what runs the loop
   *   Weft.run, Greeter.main                                }
   *
   * The frames that wait for the resumed body are the missing callers. So when such an exception
   * first leaves a resumed body, on its way to a handler or out of its task, complete() puts them
   * at the boundary, once, and takes Weft's own machinery out. A second boundary is never found, and
   * what was completed is known here: a rethrown exception is left alone. (The other boundary is
   * Driver.call, which calls something for a body before the body is resumed.)
   *
   * Only an exception that belongs to the task may be changed so. One that came out of a future is
   * shared with whoever else awaits it, now or later. It gets an entry here the first time that
   * somebody takes it out, and from then on its own trace is never touched. Who has awaited it is
   * kept here instead, as one stretch of elements per future that it came out of: a task that awaits
   * a task that awaits ... adds a stretch; a second awaiter of the same future replaces the first,
   * since neither has called the other. A stretch is only noted, and read if somebody asks for the
   * trace: most are dropped with their exception.
   *
   * What fails in here is dropped: a trace is never worth more than the failure itself.
   */

  /** As many elements as HotSpot keeps by default (MaxJavaStackTraceDepth). */
  private static final int MAX_ELEMENTS = 1024;

  private static final int UNKNOWN = -1;

  private static final WeakIdentityMap<Throwable, AsyncTrace> KNOWN = new WeakIdentityMap<>();

  /** The frames that awaited an exception when it came out of one future. */
  private record Stretch(int source, SuspendedChain frames) {}

  private final int calls; // how many elements of the completed trace are calls; or UNKNOWN
  private final List<Stretch> awaits = new ArrayList<>(1); // guarded by this
  private int awaited; // the size of awaits, in frames; guarded by this

  private AsyncTrace(int calls) {
    this.calls = calls;
  }

  /** What is known of a failure that has come out of a future. */
  private static AsyncTrace ofShared(Throwable failure) {
    AsyncTrace known = KNOWN.find(failure);
    return known != null ? known : KNOWN.putIfAbsent(failure, new AsyncTrace(UNKNOWN));
  }

  /**
   * The trace of {@code failure} as if all calls had been synchronous, as far as it is known: its
   * own, without Weft's machinery, and the awaits that it came through.
   */
  public static StackTraceElement[] of(Throwable failure) {
    StackTraceElement[] own = failure.getStackTrace();
    AsyncTrace known = KNOWN.find(failure);
    int boundary = known != null && known.calls >= 0 ? known.calls : Machinery.boundary(own);
    int calls = boundary >= 0 && boundary <= own.length ? boundary : own.length;
    List<StackTraceElement> trace = Machinery.remove(own, 0, calls);
    trace.addAll(awaits(failure));
    trace.addAll(Machinery.remove(own, calls, own.length));
    return trace.toArray(StackTraceElement[]::new);
  }

  /** The awaits that {@code failure} came through and that its own trace does not show. */
  public static List<StackTraceElement> awaits(Throwable failure) {
    AsyncTrace known = KNOWN.find(failure);
    return known == null ? List.of() : known.awaits();
  }

  /** Notes that {@code failure} came out of a future: from now on it belongs to nobody alone. */
  public static void shared(Throwable failure) {
    ofShared(failure);
  }

  /**
   * Notes that {@code failure} came out of {@code source} and is delivered to a suspended chain.
   *
   * @param leaf the innermost frame of the chain
   */
  public static void delivered(Throwable failure, Object source, CoroutineFrame<?> leaf) {
    try {
      ofShared(failure).add(source, leaf);
    } catch (Throwable brokenTrace) {
      // See the overview.
    }
  }

  private synchronized List<StackTraceElement> awaits() {
    return awaits.stream()
        .flatMap(stretch -> stretch.frames.elements().stream())
        .filter(element -> !Machinery.isPart(element))
        .toList();
  }

  private synchronized void add(Object source, CoroutineFrame<?> leaf) {
    int hash = System.identityHashCode(source);
    dropFrom(hash);
    if (awaited < MAX_ELEMENTS) {
      SuspendedChain frames = new SuspendedChain(leaf, MAX_ELEMENTS - awaited);
      awaits.add(new Stretch(hash, frames));
      awaited += frames.size();
    }
  }

  /** Drops the stretch of {@code source}, if there is one, and what came after it. */
  private void dropFrom(int source) {
    for (int i = 0; i < awaits.size(); i++) {
      if (awaits.get(i).source == source) {
        List<Stretch> dropped = awaits.subList(i, awaits.size());
        dropped.forEach(stretch -> awaited -= stretch.frames.size());
        dropped.clear();
      }
    }
  }

  /** Where {@code leaf} and the frames that await it are suspended, the innermost first. */
  public static List<StackTraceElement> chain(@Nullable CoroutineFrame<?> leaf) {
    List<StackTraceElement> chain = new ArrayList<>();
    CoroutineFrame<?> frame = leaf;
    while (frame != null && chain.size() < MAX_ELEMENTS) {
      StackTraceElement element = frame.stackTraceElement();
      if (element != null && !Machinery.isPart(element)) {
        chain.add(element);
      }
      frame = frame.parent();
    }
    return chain;
  }

  // ---- completion ----

  /**
   * Completes the trace of a failure that has left the body of {@code thrower}, which the
   * trampoline had resumed, and those of its cause and of what it suppresses.
   */
  static void complete(Throwable failure, CoroutineFrame<?> thrower) {
    completeAll(failure, thrower, thrower.parent());
  }

  /** Completes the trace of a failure of what was called for the suspended {@code caller}. */
  static void completeCall(Throwable failure, CoroutineFrame<?> caller) {
    completeAll(failure, null, caller);
  }

  private static void completeAll(
      Throwable failure, @Nullable CoroutineFrame<?> thrower, @Nullable CoroutineFrame<?> caller) {
    try {
      completeOne(failure, thrower, caller);
    } catch (Throwable brokenTrace) {
      // See the overview.
    }
  }

  private static void completeOne(
      Throwable failure, @Nullable CoroutineFrame<?> thrower, @Nullable CoroutineFrame<?> caller) {
    if (KNOWN.find(failure) != null) {
      return;
    }
    StackTraceElement[] own = failure.getStackTrace();
    int boundary = Machinery.boundary(own);
    if (boundary < 0) {
      return;
    }
    List<StackTraceElement> calls = Machinery.remove(own, 0, boundary);
    List<StackTraceElement> callers = chain(caller);
    int known = thrower == null ? 0 : knownCallers(calls, callers, thrower.stackTraceElement());
    if (known == UNKNOWN) {
      return;
    }
    calls.addAll(callers.subList(known, callers.size()));
    KNOWN.putIfAbsent(failure, new AsyncTrace(calls.size()));
    calls.addAll(Machinery.remove(own, boundary, own.length));
    failure.setStackTrace(calls.toArray(StackTraceElement[]::new));
    if (failure.getCause() != null) {
      completeOne(failure.getCause(), thrower, caller);
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      completeOne(suppressed, thrower, caller);
    }
  }

  /**
   * How many of the callers are among the calls already: some, when the failure was thrown in an
   * earlier step, in which they were still on the stack. {@link #UNKNOWN} if the calls are not
   * those of the thrower at all.
   */
  private static int knownCallers(
      List<StackTraceElement> calls,
      List<StackTraceElement> callers,
      @Nullable StackTraceElement thrower) {
    if (thrower == null || Machinery.isPart(thrower)) {
      return 0;
    }
    for (int n = 0; n < calls.size() && n <= callers.size(); n++) {
      int at = calls.size() - 1 - n;
      if (isSameMethod(calls.get(at), thrower)
          && areSamePlaces(calls.subList(at + 1, calls.size()), callers)) {
        return n;
      }
    }
    return UNKNOWN;
  }

  /** Compares all of {@code some} with as many of {@code others}; class loaders do not matter. */
  private static boolean areSamePlaces(
      List<StackTraceElement> some, List<StackTraceElement> others) {
    for (int i = 0; i < some.size(); i++) {
      if (!isSameMethod(some.get(i), others.get(i))
          || some.get(i).getLineNumber() != others.get(i).getLineNumber()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSameMethod(StackTraceElement one, StackTraceElement other) {
    return one.getClassName().equals(other.getClassName())
        && one.getMethodName().equals(other.getMethodName());
  }

  /** Weft's own part of a stack trace. */
  private static final class Machinery {

    private static final String DRIVER = Driver.class.getName();
    private static final Set<String> BOUNDARIES = Set.of(Driver.BOUNDARY, Driver.CALL_BOUNDARY);
    private static final String LINKAGE = Driver.class.getPackageName() + ".";
    private static final String INTERNAL = "dev.weft.internal.";
    private static final String FRAME_CLASS = "$Async";

    /** Where the driver called what threw, or -1. */
    static int boundary(StackTraceElement[] trace) {
      for (int i = 0; i < trace.length; i++) {
        if (trace[i].getClassName().equals(DRIVER)
            && BOUNDARIES.contains(trace[i].getMethodName())) {
          return i;
        }
      }
      return -1;
    }

    static List<StackTraceElement> remove(StackTraceElement[] trace, int from, int to) {
      List<StackTraceElement> rest = new ArrayList<>();
      for (StackTraceElement element : Arrays.asList(trace).subList(from, to)) {
        boolean isStub = !rest.isEmpty() && isStub(element, rest.get(rest.size() - 1));
        if (!isPart(element) && !isStub) {
          rest.add(element);
        }
      }
      return rest;
    }

    static boolean isPart(StackTraceElement element) {
      String name = element.getClassName();
      return name.startsWith(LINKAGE) || name.startsWith(INTERNAL) || isFrameClass(element);
    }

    /** A state machine's class has no lines; a class of the user's that is named like one has. */
    private static boolean isFrameClass(StackTraceElement element) {
      return element.getLineNumber() < 0 && element.getClassName().contains(FRAME_CLASS);
    }

    /** The user's method calls its body, which is named like it, without a line of its own. */
    private static boolean isStub(StackTraceElement element, StackTraceElement callee) {
      return element.getLineNumber() < 0
          && callee.getLineNumber() >= 0
          && isSameMethod(element, callee);
    }
  }
}
