package app;

import dev.weft.Coroutine;
import dev.weft.LoopThread;
import dev.weft.TimeoutException;
import dev.weft.annotations.Facade;
import java.time.Duration;
import java.util.List;

public class Main {

  static class Outer {
    @Facade
    interface Inner {
      Coroutine<Integer> value();
    }
  }

  public static void main(String[] arguments) throws Exception {
    try (LoopThread loop = LoopThread.start("orders")) {
      Orders<String, Integer> orders = new Orders<>();
      futures(new OrdersFutures<>(loop, orders));
      blocking(new OrdersBlocking<>(loop, orders));
      System.out.println(new Main_Outer_InnerFutures(loop, () -> Coroutine.of(5)).value().get());
    }
  }

  private static void futures(OrdersFutures<String, Integer> orders) throws Exception {
    System.out.println(orders.find(7, "x").get());
    System.out.println(orders.find("key", List.of(1), 2).get());
    System.out.println(orders.all("a", "b").get());
    System.out.println(orders.inherited(3).get() + orders.name().get() + orders.overridden().get());
  }

  @SuppressWarnings("unchecked")
  private static void blocking(OrdersBlocking<String, Integer> orders) throws Exception {
    System.out.println(orders.find(7, null));
    try {
      orders.find(-1, null);
    } catch (Orders.NoSuchOrder e) {
      System.out.println("no such order");
    }
    orders.find("key", List.of(1), 2);
    System.out.println(orders.wildcard(new int[2], null) + " " + orders.raw(List.of()));
    System.out.println(orders.<String, RuntimeException>hot(() -> "hot"));
    try {
      orders.withTimeout(Duration.ZERO).forever();
    } catch (TimeoutException e) {
      System.out.println(e.getMessage());
    }
  }
}
