package dev.weft.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for a front of a class or interface that any thread may call.
 *
 * <p>An object whose methods are async belongs to a loop; servlet threads, tests and UI callbacks
 * must not call it themselves. For {@code @Facade class Orders} the Weft processor generates {@code
 * OrdersFutures}, in the same package: it has each public async method of {@code Orders}, inherited
 * ones included, with the same name, type parameters and parameters; a call runs the method as a
 * task of the loop and returns a {@code CompletableFuture}. For a nested class, {@code
 * Outer.Inner}, the name is {@code Outer_InnerFutures}.
 *
 * <p>Async are the methods that return {@code Coroutine}, {@code CompletionStage} or {@code
 * CompletableFuture}, with or without a body. Others have no place in the front.
 *
 * <pre>{@code
 * @Facade(blocking = true)
 * class Orders {
 *   private final List<String> all = new ArrayList<>(); // the loop's thread only
 *
 *   @Async
 *   public Coroutine<Integer> place(String order) {
 *     Await.of(Weft.sleep(Duration.ofMillis(10)));
 *     all.add(order);
 *     return Coroutine.of(all.size());
 *   }
 * }
 * }</pre>
 *
 * <pre>{@code
 * LoopThread thread = LoopThread.start("orders");
 * Orders orders = new Orders();
 * CompletableFuture<Integer> future = new OrdersFutures(thread, orders).place("tea");
 * int number = new OrdersBlocking(thread, orders).place("milk");
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Facade {

  /**
   * Whether to generate {@code OrdersBlocking} too: each method waits for the result, returns it,
   * and throws the exceptions that the async method declares. {@code withTimeout(Duration)} gives a
   * front that waits no longer than that.
   */
  boolean blocking() default false;
}
