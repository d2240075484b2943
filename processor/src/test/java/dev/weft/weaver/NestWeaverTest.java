package dev.weft.weaver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.weaver.fixture.JavaText;
import dev.weft.weaver.fixture.Woven;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;

class NestWeaverTest {

  private static final String MEMBER_OF_A_MEMBER =
      """
      class A {
        static class B {
          static class C {
            @Async static Coroutine<String> m() { return Coroutine.of("x"); }
          }
        }
      }
      """;

  private static List<String> members(Woven woven, String name) {
    return woven.classNode(name).nestMembers;
  }

  private static String hostOf(Woven woven, String name) {
    return woven.classNode(name).nestHostClass;
  }

  @Test
  void stateMachine_joinsTheNestOfItsClass() {
    Woven woven = Woven.of("class A { @Async Coroutine<Void> m() { return Coroutine.done(); } }");

    assertEquals("A", hostOf(woven, "A$m$Async"));
    assertEquals(List.of("A$m$Async"), members(woven, "A"));
  }

  @Test
  void stateMachineOfAMembersMember_joinsTheNestOfTheOutermostClass() {
    Woven woven = Woven.of(MEMBER_OF_A_MEMBER);

    assertEquals("A", hostOf(woven, "A$B$C$m$Async"));
    assertTrue(members(woven, "A").containsAll(List.of("A$B", "A$B$C", "A$B$C$m$Async")));
    assertEquals(Set.of("A", "A$B$C", "A$B$C$m$Async"), woven.nest().classes().keySet());
  }

  @Test
  void classOfABeforeNestsRelease_becomesItsOwnHost() {
    Woven woven = Woven.of(MEMBER_OF_A_MEMBER, "--release", "8");

    assertEquals("A$B$C", hostOf(woven, "A$B$C$m$Async"));
    assertEquals(List.of("A$B$C$m$Async"), members(woven, "A$B$C"));
    assertNull(hostOf(woven, "A$B$C"));
    assertEquals(Set.of("A$B$C", "A$B$C$m$Async"), woven.nest().classes().keySet());
  }

  @Test
  void classesOfABeforeNestsRelease_reachEachOthersPrivateMembersAsBefore() {
    Woven woven =
        Woven.of(
            """
            class A {
              private int i;
              @Async Coroutine<Integer> m(B b) { return Coroutine.of(i + b.i); }
              static class B { private int i; }
            }
            """,
            "--release",
            "8");

    assertEquals(List.of("A$m$Async"), members(woven, "A"));
  }

  @Test
  void hostThatIsMissing_isRefused() {
    Map<String, byte[]> nest = new TreeMap<>(JavaText.compile(MEMBER_OF_A_MEMBER));
    nest.remove("A");

    assertEquals(
        new WeaveProblem(
            "AsyncNestIncomplete",
            "A$B$C",
            "m",
            0,
            "the class file of the nest host A is missing: a state-machine class must join its"
                + " nest. Weave all classes of a top-level class together."),
        Woven.problemOf(nest));
  }

  @Test
  void lambdasAndLocalClasses_areWovenInPlace() {
    Woven woven =
        Woven.of(
            """
            class A {
              Object m() {
                class Local {
                  @Async Coroutine<Object> f() { return Coroutine.of(this); }
                }
                return Weft.run(() -> Coroutine.of(Await.of(new Local().f())));
              }
            }
            """);

    assertEquals(
        Set.of("A", "A$1Local", "A$1Local$f$Async", "A$lambda$m$0$Async"),
        woven.nest().classes().keySet());
    assertEquals("A", hostOf(woven, "A$1Local$f$Async"));
  }

  @Test
  void wovenClass_carriesTheLinkageVersion() {
    ClassNode woven =
        Woven.of("class A { @Async Coroutine<Void> m() { return Coroutine.done(); } }")
            .classNode("A");

    assertEquals(List.of("dev.weft.Woven"), woven.attrs.stream().map(a -> a.type).toList());
  }

  @Test
  void hostOfAWovenMember_isNotMarkedItself() {
    ClassNode host = Woven.of(MEMBER_OF_A_MEMBER).classNode("A");

    assertNull(host.attrs);
  }
}
