import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

class Debuggee {

  public static void main(String[] arguments) {
    Weft.run(all());
  }

  @Async
  static Coroutine<Void> all() {
    Await.of(straight("a", 7));
    Await.of(loop(3));
    Await.of(ready(CompletableFuture.completedFuture("value")));
    Await.of(Weft.createTask(() -> hidden(1)));
    return Coroutine.done();
  }

  @Async
  static Coroutine<String> straight(String text, int number) {
    long before = number + 1; // declared
    Await.of(Weft.sleep(Duration.ofMillis(1))); // first await
    String after = text + before; // after the await
    Await.of(Weft.sleep(Duration.ofMillis(1))); // second await
    return Coroutine.of(after + text + before + number); // returned
  }

  @Async
  static Coroutine<Integer> loop(int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) { // header
      int square = i * i; // body
      Await.of(Weft.sleep(Duration.ofMillis(1))); // await in the loop
      sum += square; // behind the await
    }
    while (sum < 7) { // while
      sum += Await.of(one()); // sum
    }
    return Coroutine.of(sum); // end
  }

  @Async
  static Coroutine<Integer> one() {
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    return Coroutine.of(1); // one
  }

  @Async
  static Coroutine<String> ready(CompletableFuture<String> stage) {
    String first = Await.of(stage); // ready
    String second = Await.of(stage) + first; // next
    return Coroutine.of(second); // returned from ready
  }

  @Async
  static Coroutine<Integer> hidden(int argument) {
    String dead = "dead" + argument; // assigned
    int used = argument + dead.length();
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    return Coroutine.of(used); // dead here
  }
}
