package dev.weft.weaver.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.weaver.analysis.AsyncMethods;
import dev.weft.weaver.analysis.ResultType;
import dev.weft.weaver.fixture.JavaText;
import dev.weft.weaver.fixture.Listing;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueReturnsTest {

  /** The method {@code m} among these members of a class, prepared. */
  private static PreparedMethod prepare(String members) {
    var node = JavaText.classNode("A", "class A { static String s; static int i; " + members + "}");
    var finder = new AsyncMethods(node, new HashSet<>());
    return PreparedMethod.of(finder.find(JavaText.method(node, "m")).orElseThrow());
  }

  private static List<String> listing(PreparedMethod method) {
    return Listing.of(method.body().instructions);
  }

  private static List<String> valueReturns(PreparedMethod method) {
    return method.valueReturns().stream()
        .map(List::of)
        .flatMap(i -> Listing.of(i).stream())
        .toList();
  }

  @Test
  void coroutineOfAValue_becomesTheValue() {
    PreparedMethod m = prepare("@Async static Coroutine<String> m() { return Coroutine.of(s); }");

    assertEquals(List.of("GETSTATIC A.s : Ljava/lang/String;", "ARETURN"), listing(m));
    assertEquals(List.of("ARETURN"), valueReturns(m));
  }

  @Test
  void coroutineDone_becomesNull() {
    PreparedMethod m = prepare("@Async static Coroutine<Void> m() { return Coroutine.done(); }");

    assertEquals(List.of("ACONST_NULL", "ARETURN"), listing(m));
    assertEquals(List.of("ARETURN"), valueReturns(m));
  }

  @Test
  void completedFuture_becomesTheValue() {
    PreparedMethod m =
        prepare(
            "@Async static CompletionStage<String> m() {"
                + " return CompletableFuture.completedFuture(s); }");

    assertEquals(List.of("GETSTATIC A.s : Ljava/lang/String;", "ARETURN"), listing(m));
  }

  @Test
  void otherExpression_isNoValue() {
    PreparedMethod m =
        prepare(
            """
            @Async static Coroutine<String> m() { return other(); }
            static Coroutine<String> other() { return null; }
            """);

    assertEquals(List.of("INVOKESTATIC A.other ()Ldev/weft/Coroutine;", "ARETURN"), listing(m));
    assertEquals(List.of(), valueReturns(m));
  }

  @Test
  void valuesOfBothBranches_areReturnedSeparately() {
    PreparedMethod m =
        prepare(
            """
            @Async static Coroutine<String> m(boolean b) {
              return b ? Coroutine.of(s) : Coroutine.of("x");
            }
            """);

    assertEquals(
        List.of(
            "ILOAD 0",
            "IFEQ L0",
            "GETSTATIC A.s : Ljava/lang/String;",
            "ARETURN",
            "LDC \"x\"",
            "ARETURN"),
        listing(m));
    assertEquals(List.of("ARETURN", "ARETURN"), valueReturns(m));
  }

  @Test
  void branchThatIsNoValue_keepsItsReturn() {
    PreparedMethod m =
        prepare(
            """
            @Async static Coroutine<String> m(Coroutine<String> c) {
              return c == null ? Coroutine.of(s) : c;
            }
            """);

    assertEquals(List.of("ARETURN"), valueReturns(m));
    assertEquals(
        List.of(
            "ALOAD 0",
            "IFNONNULL L0",
            "GETSTATIC A.s : Ljava/lang/String;",
            "ARETURN",
            "ALOAD 0",
            "ARETURN"),
        listing(m));
  }

  @Test
  void valueReturnedThroughAFinally_isAwaitedLikeAnyCoroutine() {
    PreparedMethod m =
        prepare(
            """
            @Async static Coroutine<String> m() {
              try { return Coroutine.of(s); } finally { i++; }
            }
            """);

    assertEquals(List.of(), valueReturns(m));
  }

  @Test
  void coroutineThatIsNotReturned_isLeftAlone() {
    PreparedMethod m =
        prepare(
            """
            @Async static Coroutine<Coroutine<String>> m() {
              return Coroutine.of(Coroutine.of(s));
            }
            """);

    assertEquals(
        List.of(
            "GETSTATIC A.s : Ljava/lang/String;",
            "INVOKESTATIC dev/weft/Coroutine.of (Ljava/lang/Object;)Ldev/weft/Coroutine; (itf)",
            "ARETURN"),
        listing(m));
  }

  @Test
  void methodWhoseEveryReturnBoxes_returnsThePrimitive() {
    PreparedMethod m =
        prepare(
            """
            @Async static Coroutine<Long> m(boolean b) {
              if (b) return Coroutine.of(1L);
              return Coroutine.of((long) i);
            }
            """);

    assertEquals(ResultType.LONG, m.async().result());
    assertEquals(
        List.of("ILOAD 0", "IFEQ L0", "LCONST_1", "LRETURN", "GETSTATIC A.i : I", "I2L", "LRETURN"),
        listing(m));
    assertEquals(List.of("LRETURN", "LRETURN"), valueReturns(m));
  }

  @Test
  void methodThatMayReturnNull_returnsAnObject() {
    PreparedMethod m =
        prepare(
            """
            @Async static Coroutine<Integer> m(boolean b) {
              if (b) return Coroutine.of(i);
              return Coroutine.of((Integer) null);
            }
            """);

    assertEquals(ResultType.OBJECT, m.async().result());
  }

  @Test
  void methodThatBoxesDifferentTypes_returnsAnObject() {
    PreparedMethod m =
        prepare(
            """
            @Async static Coroutine<Object> m(boolean b) {
              if (b) return Coroutine.of(i);
              return Coroutine.of(2L);
            }
            """);

    assertEquals(ResultType.OBJECT, m.async().result());
  }

  @Test
  void methodThatAlsoReturnsACoroutine_returnsAnObject() {
    PreparedMethod m =
        prepare(
            """
            @Async static Coroutine<Integer> m(Coroutine<Integer> c) {
              if (c == null) return Coroutine.of(i);
              return c;
            }
            """);

    assertEquals(ResultType.OBJECT, m.async().result());
  }

  @Test
  void hotMethod_returnsAnObject() {
    PreparedMethod m =
        prepare(
            "@Async static CompletionStage<Integer> m() {"
                + " return CompletableFuture.completedFuture(i); }");

    assertEquals(ResultType.OBJECT, m.async().result());
  }

  @Test
  void preparing_leavesTheMethodItself() {
    var node =
        JavaText.classNode(
            "A", "class A { @Async Coroutine<Void> m() { return Coroutine.done(); } }");
    var method = JavaText.method(node, "m");
    List<String> before = Listing.of(method.instructions);

    PreparedMethod.of(new AsyncMethods(node, new HashSet<>()).find(method).orElseThrow());

    assertEquals(before, Listing.of(method.instructions));
  }
}
