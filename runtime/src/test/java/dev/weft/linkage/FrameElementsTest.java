package dev.weft.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weft.internal.task.Sleep;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FrameElementsTest {

  private static class Woven extends CoroutineFrame<String> {

    @Override
    protected Object step(Driver driver, int depth) {
      throw new AssertionError("not run");
    }

    @Override
    protected String debugMetadata() {
      return "app.Greeter;greet;12,17;5,0;Greeter.java";
    }
  }

  private static class WithoutDebugInformation extends Woven {
    @Override
    protected String debugMetadata() {
      return "app.Greeter;greet;0;;";
    }
  }

  private static class OddlyNamed extends Woven {
    @Override
    protected String debugMetadata() {
      return "app.A|B;a|b, c;7;;A;|.kt"; // Kotlin's and Scala's names may be
    }
  }

  private static String at(CoroutineFrame<?> frame, int state) {
    frame.state = state;
    return String.valueOf(frame.stackTraceElement());
  }

  @Test
  void suspendedFrame_standsAtTheLineOfItsAwait() {
    assertEquals("app.Greeter.greet(Greeter.java:12)", at(new Woven(), 1));
    assertEquals("app.Greeter.greet(Greeter.java:17)", at(new Woven(), 2));
    assertEquals("app.Greeter.greet(Greeter.java:5)", at(new Woven(), -1));
  }

  @Test
  void lineThatIsNotKnown_isLeftOut() {
    assertEquals("app.Greeter.greet(Greeter.java)", at(new Woven(), -2));
    assertEquals("app.Greeter.greet(Greeter.java)", at(new Woven(), CoroutineFrame.STARTED));
    assertEquals("app.Greeter.greet(Greeter.java)", at(new Woven(), CoroutineFrame.CREATED));
    assertEquals("app.Greeter.greet(Unknown Source)", at(new WithoutDebugInformation(), 1));
  }

  @Test
  void namesWithSeparators_areKept() {
    assertEquals("app.A|B.a|b, c(A;|.kt:7)", at(new OddlyNamed(), 1));
  }

  @Test
  void frameThatNoUserWrote_hasNoPlace() {
    assertNull(new Sleep<>(Duration.ZERO).stackTraceElement());
  }

  @Test
  void element_isMadeOnce() {
    Woven one = new Woven();
    Woven other = new Woven();
    one.state = 1;
    other.state = 1;
    assertSame(one.stackTraceElement(), other.stackTraceElement());
  }
}
