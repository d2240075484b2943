package dev.weft.benchmarks.contenders;

import dev.weft.benchmarks.Tasks;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;

/** State machines and a loop written by hand, without anything else: the floor. */
public final class PlainTasks implements Tasks {

  /** One state machine. */
  private interface Machine {
    /** Runs until the next suspension. Returns false at the end. */
    boolean step();
  }

  private static final class Yielding implements Machine {
    private int left;

    Yielding(int times) {
      left = times;
    }

    @Override
    public boolean step() {
      return left-- > 0;
    }
  }

  private static final class Counting implements Machine {
    private final int times;
    private int i;
    private long count;

    Counting(int times) {
      this.times = times;
    }

    @Override
    public boolean step() {
      count += i;
      return i++ < times;
    }
  }

  private static final class Nesting implements Machine {
    private final Machine inner;

    Nesting(int times) {
      inner = new Yielding(times);
    }

    @Override
    public boolean step() {
      return inner.step();
    }
  }

  private static final class Appending implements Machine {
    private final StringBuilder text = new StringBuilder();
    private int left;

    Appending(int times) {
      left = times;
    }

    @Override
    public boolean step() {
      if (left == 0) {
        text.append(left);
      }
      return left-- > 0;
    }
  }

  @Override
  public void yields(int tasks, int times) {
    Queue<Machine> ready = new ArrayDeque<>(tasks);
    for (int i = 0; i < tasks; i++) {
      ready.add(new Yielding(times));
    }
    run(ready);
  }

  @Override
  public void mixedYields(int tasks, int times) {
    Queue<Machine> ready = new ArrayDeque<>(tasks);
    Random random = new Random(1);
    for (int i = 0; i < tasks; i++) {
      ready.add(
          switch (random.nextInt(4)) {
            case 0 -> new Yielding(times);
            case 1 -> new Counting(times);
            case 2 -> new Nesting(times);
            default -> new Appending(times);
          });
    }
    run(ready);
  }

  private static void run(Queue<Machine> ready) {
    for (Machine next = ready.poll(); next != null; next = ready.poll()) {
      if (next.step()) {
        ready.add(next);
      }
    }
  }
}
