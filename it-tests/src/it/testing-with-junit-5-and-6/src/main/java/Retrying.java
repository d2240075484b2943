import dev.weft.AsyncCallable;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.time.Duration;

/** Tries again, after waits that grow. */
class Retrying {

  @Async
  static <T> Coroutine<T> retry(int times, AsyncCallable<T, IOException> body) throws IOException {
    Duration wait = Duration.ofSeconds(1);
    for (int left = times; ; left--) {
      try {
        return Coroutine.of(Await.of(body.call()));
      } catch (IOException e) {
        if (left == 1) {
          throw e;
        }
      }
      Await.of(Weft.sleep(wait));
      wait = wait.multipliedBy(2);
    }
  }
}
