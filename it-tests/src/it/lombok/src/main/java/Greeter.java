import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;
import lombok.Builder;
import lombok.Value;
import lombok.val;

/** An async method of a class that Lombok completes, and one that uses what Lombok makes. */
@Value
@Builder
public class Greeter {

  @Value
  static class Order {
    long id;
    String name;
  }

  String customer;

  @Async
  Coroutine<String> greet() {
    val order = new Order(7, "tea");
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    return Coroutine.of(order + " for " + getCustomer());
  }

  public static void main(String[] args) {
    System.out.println(Weft.run(Greeter.builder().build().greet()).replace("Greeter.", ""));
  }
}
