package dev.weft.weaver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.weaver.fixture.Woven;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassWeaverTest {

  @Test
  void asyncMethod_changesItsClassAndAddsAStateMachine() {
    Woven woven =
        Woven.of(
            """
            class A {
              @Async static Coroutine<String> m(Coroutine<String> c) {
                return Coroutine.of(Await.of(c));
              }
            }
            """);

    assertEquals(Set.of("A", "A$m$Async"), woven.nest().classes().keySet());
  }
}
