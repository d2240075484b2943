package app;

import dev.weft.AsyncFunction;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Async methods in every kind of class that Java has. */
public class Main {

  static final List<String> closed = new ArrayList<>();

  enum Color {
    RED {
      @Async
      @Override
      Coroutine<String> label() {
        return Coroutine.of(Await.of(later("red")));
      }
    },
    BLUE;

    @Async
    Coroutine<String> label() {
      return Coroutine.of(Await.of(later("blue")) + this);
    }
  }

  record Point(int x, int y) {
    @Async
    Coroutine<Integer> sum() {
      int first = Await.of(later(x));
      return Coroutine.of(first + Await.of(later(y)));
    }
  }

  interface Greeter {
    @Async
    default Coroutine<String> greet(String name) {
      return Coroutine.of("hi " + Await.of(later(name)));
    }

    @Async
    static CompletableFuture<String> greetNow(String name) {
      return CompletableFuture.completedFuture("now " + Await.of(later(name)));
    }
  }

  class Inner {
    private final int step = 5;

    @Async
    private Coroutine<Integer> count(int from) {
      for (int i = 0; i < 3; i++) {
        from += Await.of(later(i)) + step;
      }
      return Coroutine.of(from);
    }
  }

  record Resource(String name) implements AutoCloseable {
    @Override
    public void close() {
      closed.add(name);
    }
  }

  @Async
  static <T> Coroutine<T> later(T value) {
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    return Coroutine.of(value);
  }

  @Async
  static Coroutine<String> members() {
    var text = new StringBuilder();
    for (Color color : Color.values()) {
      text.append(Await.of(color.label())).append(' ');
      switch (color) {
        case RED:
          text.append(Await.of(later("R"))).append(' ');
          break;
        default:
          text.append("B ");
      }
    }
    text.append(Await.of(new Point(1, 2).sum())).append(' ');
    text.append(Await.of(new Greeter() {}.greet("x"))).append(' ');
    text.append(Await.of(Greeter.greetNow("y"))).append(' ');
    return Coroutine.of(text.append(Await.of(new Main().new Inner().count(7))).toString());
  }

  @Async
  static Coroutine<String> locals() {
    class Local {
      @Async
      Coroutine<String> name() {
        return Coroutine.of("local" + Await.of(later(1)));
      }
    }
    var anonymous =
        new Object() {
          @Async
          Coroutine<Double> sum(double... values) {
            double sum = 0;
            for (double value : values) {
              sum += Await.of(later(value));
            }
            return Coroutine.of(sum);
          }
        };
    AsyncFunction<Integer, Integer, RuntimeException> lambda =
        n -> {
          int sum = 0;
          for (int i = 0; i < n; i++) {
            sum += Await.of(later(i));
          }
          return Coroutine.of(sum);
        };
    Supplier<CompletableFuture<String>> supplier =
        () -> CompletableFuture.completedFuture("supplied" + Await.of(later(3L)));
    return Coroutine.of(
        "%s %s %s %s"
            .formatted(
                Await.of(new Local().name()),
                Await.of(anonymous.sum(1, 2.5)),
                Await.of(lambda.apply(5)),
                Await.of(supplier.get())));
  }

  @Async
  static Coroutine<String> control() {
    var text = new StringBuilder();
    try (var a = new Resource("a");
        var b = Await.of(later(new Resource("b")))) {
      text.append(Await.of(later(a.name() + b.name())));
      throw new IOException(" thrown");
    } catch (IOException e) {
      text.append(e.getMessage()).append(Await.of(later(closed)));
    } finally {
      text.append(Await.of(later(" finally")));
    }
    String parity =
        switch (text.length() % 2) {
          case 0 -> Await.of(later("even"));
          default -> {
            try {
              yield Await.of(later("odd"));
            } finally {
              text.append(" yielded ");
            }
          }
        };
    return Coroutine.of(text + parity);
  }

  public static void main(String[] arguments) {
    System.out.println(Weft.run(members()));
    System.out.println(Weft.run(locals()));
    System.out.println(Weft.run(control()));
    System.out.println(Weft.run(Second.name()));
  }
}

/** Another nest in the same file. */
class Second {
  @Async
  static Coroutine<String> name() {
    return Coroutine.of("second" + Await.of(Main.later(1)));
  }
}
