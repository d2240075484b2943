package app;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;

interface Named {

  Coroutine<String> overridden();

  @Async
  default Coroutine<String> name() {
    return Coroutine.of("name");
  }
}
