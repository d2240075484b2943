import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

public class Greeter {

  @Async
  static Coroutine<String> greet(String name) {
    Await.of(Weft.sleep(Duration.ofMillis(100))); // pauses this call, blocks no thread
    String loud = Await.of(CompletableFuture.supplyAsync(name::toUpperCase)); // any stage
    return Coroutine.of("Hello " + loud);
  }

  @Async
  static Coroutine<Void> greetAll(List<String> names) {
    for (String greeting : Await.of(Weft.map(names, 1000, Greeter::greet))) {
      System.out.println(greeting);
    }
    return Coroutine.done();
  }

  public static void main(String[] args) {
    Weft.run(greetAll(List.of("Ada", "Alan", "Grace")));
  }
}
