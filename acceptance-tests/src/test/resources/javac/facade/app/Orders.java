package app;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.annotations.Facade;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** All that a method can be. */
@Facade(blocking = true)
public class Orders<K extends Comparable<K>, V extends @Orders.Nullable Object> extends Base<V>
    implements Named {

  @Target({ElementType.TYPE_USE, ElementType.PARAMETER})
  public @interface Nullable {}

  public static class NoSuchOrder extends Exception {
    private static final long serialVersionUID = 1;
  }

  @Async
  public Coroutine<@Nullable String> find(long id, @Nullable String target)
      throws NoSuchOrder, IOException {
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    if (id < 0) {
      throw new NoSuchOrder();
    }
    return Coroutine.of("order" + id + target);
  }

  @Async
  public Coroutine<Void> find(K key, List<? extends V> loop, int caller) {
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    return Coroutine.done();
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  @Async
  public final <T extends @Nullable Object & Comparable<? super T>> Coroutine<List<T>> all(
      T... values) {
    return Coroutine.of(new ArrayList<>(Arrays.asList(values)));
  }

  @SuppressWarnings("unchecked")
  @Async
  public <T, X extends Exception> CompletableFuture<T> hot(
      Callable<? extends T> work, List<T>... more) throws X, Exception {
    return CompletableFuture.completedFuture(work.call());
  }

  @Async
  public Coroutine<? extends Number> wildcard(int @Nullable [] a, Map<String, int[][]> b) {
    return Coroutine.of(a.length);
  }

  @Deprecated(forRemoval = true)
  @Async
  public Coroutine<Integer> old() {
    return Coroutine.of(1);
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  public Coroutine raw(List list) {
    return Coroutine.of(list);
  }

  @Async
  public Coroutine<Void> forever() {
    Await.of(Weft.sleep(Duration.ofDays(1)));
    return Coroutine.done();
  }

  @Override
  @Async
  public Coroutine<String> overridden() {
    return Coroutine.of("overridden");
  }

  @Async
  Coroutine<Integer> hidden() {
    return Coroutine.of(1);
  }

  public static Coroutine<Integer> shared() {
    return Coroutine.of(1);
  }

  public int plain() {
    return 1;
  }
}
