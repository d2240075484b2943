package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContextTest {

  private final ContextVar<String> a = ContextVar.of("a");
  private final ContextVar<String> b = ContextVar.of("b", "default");

  @Test
  void variable_hasValueElseDefaultElseNone() {
    assertThrows(IllegalStateException.class, a::get);
    assertEquals("other", a.getOr("other"));
    assertEquals("default", b.get());
    assertEquals("default", b.getOr("other"));
    Context.empty()
        .run(
            () -> {
              a.set("1");
              b.set("2");
              assertEquals("1", a.get());
              assertEquals("2", b.get());
            });
    assertThrows(IllegalStateException.class, a::get);
  }

  @Test
  void copy_sharesNoLaterChangeEitherWay() {
    Context original = Context.empty();
    original.run(() -> a.set("before"));
    Context copy = original.copy();
    original.run(() -> a.set("original"));
    copy.run(() -> b.set("copy"));
    assertEquals("original", original.find(a));
    assertEquals("before", copy.find(a));
    assertNull(original.find(b));
    assertEquals(Map.of(a, "before", b, "copy"), Map.copyOf(copy.toMap()));
  }

  @Test
  void run_restoresTheOuterContextAlsoAfterAFailure() {
    Context outer = Context.empty();
    outer.run(
        () -> {
          a.set("outer");
          Context inner = Context.copyOfCurrent();
          assertThrows(
              IOException.class,
              () ->
                  inner.call(
                      () -> {
                        a.set("inner");
                        throw new IOException();
                      }));
          assertEquals("outer", a.get());
          assertEquals("inner", inner.find(a));
        });
  }

  @Test
  void call_givesTheResult() {
    assertEquals(42, Context.empty().call(() -> 42));
  }

  @Test
  void entering_twice_throws() {
    Context context = Context.empty();
    context.run(() -> assertThrows(IllegalStateException.class, () -> context.run(() -> {})));
    context.run(() -> a.set("works again"));
    assertEquals("works again", context.find(a));
  }

  @Test
  void reset_putsBackWhatWasThere() {
    Context.empty()
        .run(
            () -> {
              ContextVar.Token<String> first = a.set("1");
              ContextVar.Token<String> second = a.set("2");
              a.reset(second);
              assertEquals("1", a.get());
              a.reset(first);
              assertThrows(IllegalStateException.class, a::get);
              assertEquals(Map.of(), Context.copyOfCurrent().toMap());
            });
  }

  @Test
  void reset_refusesUsedAndForeignTokens() {
    ContextVar<String> other = ContextVar.of("other");
    Context context = Context.empty();
    ContextVar.Token<String> token = context.call(() -> a.set("1"));
    assertThrows(IllegalArgumentException.class, () -> a.reset(token));
    context.run(
        () -> {
          assertThrows(IllegalArgumentException.class, () -> other.reset(token));
          a.reset(token);
          assertThrows(IllegalStateException.class, () -> a.reset(token));
        });
  }

  @Test
  void everyThread_hasItsOwnContext() throws InterruptedException {
    Context here = Context.empty();
    here.run(
        () -> {
          a.set("here");
          String[] there = new String[1];
          Thread thread = new Thread(() -> there[0] = a.getOr("nothing"));
          thread.start();
          try {
            thread.join();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          assertEquals("nothing", there[0]);
        });
    assertSame("here", here.find(a));
  }
}
