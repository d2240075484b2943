package dev.weft.weaver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.weft.weaver.fixture.Instructions;
import dev.weft.weaver.fixture.JavaText;
import dev.weft.weaver.fixture.Listing;
import dev.weft.weaver.fixture.Woven;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.SerialVersionUIDAdder;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class ClassWeaverTest {

  private static final String SEVERAL_CLASSES =
      """
      class A {
        @Async static Coroutine<String> m(Coroutine<String> c) {
          return Coroutine.of(Await.of(c));
        }
        @Async static Coroutine<String> m(int i) { return Coroutine.of("x"); }
        static class B {
          @Async CompletionStage<String> m() { return CompletableFuture.completedFuture("x"); }
        }
        static class Untouched {
          Coroutine<String> m() { return A.m(1); }
        }
      }
      """;

  private static Map<String, List<Byte>> contents(Map<String, byte[]> classes) {
    Map<String, List<Byte>> contents = new LinkedHashMap<>();
    classes.forEach((name, bytes) -> contents.put(name, list(bytes)));
    return contents;
  }

  private static List<Byte> list(byte[] bytes) {
    List<Byte> list = new ArrayList<>();
    for (byte b : bytes) {
      list.add(b);
    }
    return list;
  }

  @Test
  void asyncMethods_changeTheirClassesAndAddStateMachines() {
    assertEquals(
        Set.of("A", "A$m$Async", "A$m$Async1", "A$B", "A$B$m$Async"),
        Woven.of(SEVERAL_CLASSES).nest().classes().keySet());
  }

  @Test
  void nestWithoutAsyncMethods_givesNothing() {
    Woven woven = Woven.of("class A { int i; Object m(Coroutine<?> c) { return c; } class B {} }");

    assertEquals(Map.of(), woven.nest().classes());
    assertEquals(List.of(), woven.nest().warnings());
  }

  @Test
  void emptyNest_givesNothing() {
    assertEquals(Map.of(), Woven.of(Map.of()).nest().classes());
  }

  @Test
  void wovenNest_isLeftAsItIs() {
    Woven once = Woven.of(SEVERAL_CLASSES);

    assertEquals(Map.of(), Woven.of(once.allClasses()).nest().classes());
  }

  @Test
  void sameInput_givesTheSameBytes() {
    Map<String, byte[]> originals = JavaText.compile(SEVERAL_CLASSES);

    assertEquals(
        contents(Woven.of(originals).nest().classes()),
        contents(Woven.of(originals).nest().classes()));
  }

  @Test
  void orderOfTheInput_doesNotMatter() {
    Map<String, byte[]> originals = JavaText.compile(SEVERAL_CLASSES);
    List<String> names = new ArrayList<>(originals.keySet());
    Collections.reverse(names);
    Map<String, byte[]> reversed = new LinkedHashMap<>();
    names.forEach(name -> reversed.put(name, originals.get(name)));

    Map<String, byte[]> woven = Woven.of(originals).nest().classes();
    Map<String, byte[]> wovenReversed = Woven.of(reversed).nest().classes();

    assertEquals(List.copyOf(woven.keySet()), List.copyOf(wovenReversed.keySet()));
    assertEquals(contents(woven), contents(wovenReversed));
  }

  @Test
  void input_isNotChanged() {
    Map<String, byte[]> originals = JavaText.compile(SEVERAL_CLASSES);
    byte[] before = originals.get("A").clone();

    Woven.of(originals);

    assertArrayEquals(before, originals.get("A"));
  }

  @Test
  void bridge_isLeftAlone() {
    Woven woven =
        Woven.of(
            """
            abstract class A<T> {
              @Async abstract Coroutine<T> m(T t);
              static class B extends A<String> {
                @Async Coroutine<String> m(String s) { return Coroutine.of(s); }
              }
            }
            """);

    List<MethodNode> methods =
        woven.classNode("A$B").methods.stream().filter(m -> m.name.equals("m")).toList();
    assertEquals(
        List.of(
            "(Ljava/lang/String;)Ldev/weft/Coroutine;",
            "(Ljava/lang/String;Ldev/weft/linkage/Driver;ILA$B$m$Async;)Ljava/lang/Object;",
            "(Ljava/lang/Object;)Ldev/weft/Coroutine;"),
        methods.stream().map(m -> m.desc).toList());
    assertEquals(1, Instructions.calls(methods.get(2), "A$B.m").size());
  }

  @Test
  void methodsThatAreNotAsync_keepTheirCode() {
    Woven woven =
        Woven.of(
            """
            class A {
              @Async Coroutine<Void> m() { return Coroutine.done(); }
              int other(int i) { while (i > 0) { i--; } return i; }
            }
            """);
    ClassNode original = JavaText.read(woven.originals().get("A"));

    assertEquals(
        Listing.of(JavaText.method(original, "other").instructions),
        Listing.of(JavaText.method(woven.classNode("A"), "other").instructions));
  }

  @Test
  void interfaceMethods_areWoven() {
    Woven woven =
        Woven.of(
            """
            interface A {
              Coroutine<String> c();
              @Async default Coroutine<String> m() { return Coroutine.of(Await.of(c()) + Await.of(f())); }
              @Async static Coroutine<String> f() { return Coroutine.of("x"); }
            }
            """);

    assertEquals(Set.of("A", "A$m$Async", "A$f$Async"), woven.nest().classes().keySet());
  }

  @Test
  void defaultSerialVersionUid_doesNotChange() {
    Woven woven =
        Woven.of(
            """
            class A implements java.io.Serializable {
              int i;
              @Async Coroutine<Integer> m(Coroutine<?> c) { Await.of(c); return Coroutine.of(i); }
              @Async private static Coroutine<Void> f() { return Coroutine.done(); }
            }
            """);

    assertEquals(
        serialVersionUid(JavaText.read(woven.originals().get("A"))),
        serialVersionUid(woven.classNode("A")));
    assertNotEquals(
        serialVersionUid(woven.classNode("A")),
        serialVersionUid(
            JavaText.classNode("A", "class A implements java.io.Serializable { int i; }")));
  }

  private static Object serialVersionUid(ClassNode node) {
    ClassNode withUid = new ClassNode();
    node.accept(new SerialVersionUIDAdder(Opcodes.ASM9, withUid) {});
    return withUid.fields.stream()
        .filter(field -> field.name.equals("serialVersionUID"))
        .map(field -> field.value)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nameOfAStateMachine_avoidsTheClassesOfTheNest() {
    Woven woven =
        Woven.of(
            """
            class A {
              @Async Coroutine<Void> m() { return Coroutine.done(); }
              static class m$Async {}
            }
            """);

    assertEquals(Set.of("A", "A$m$Async1"), woven.nest().classes().keySet());
  }

  /** Some file systems do not tell them apart. */
  @Test
  void namesOfStateMachines_differInMoreThanCase() {
    assertEquals(
        Set.of("A", "A$url$Async", "A$URL$Async1"),
        Woven.of(
                """
                class A {
                  @Async Coroutine<Void> url() { return Coroutine.done(); }
                  @Async Coroutine<Void> URL() { return Coroutine.done(); }
                }
                """)
            .nest()
            .classes()
            .keySet());
  }

  @Test
  void errorsOfAllMethods_areReportedTogether() {
    List<WeaveProblem> problems =
        Woven.problemsOf(
            JavaText.compile(
                """
                class A {
                  void first(Coroutine<?> c) { Await.of(c); }
                  @Async String second() { return ""; }
                  static class B {
                    void third(Coroutine<?> c) { Await.of(c); }
                  }
                }
                """));

    assertEquals(
        List.of("A first 2", "A second 3", "A$B third 5"),
        problems.stream().map(p -> p.className() + " " + p.method() + " " + p.line()).toList());
  }
}
