package dev.weft.weaver.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;

import dev.weft.weaver.fixture.JavaText;
import dev.weft.weaver.fixture.Listing;
import dev.weft.weaver.fixture.Woven;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;

class FrameClassEmitterTest {

  /** The state-machine class of the method {@code m} among these members of a class. */
  private static ClassNode frameClass(String members) {
    return Woven.of("package p; class A {" + members + "}").classNode("p/A$m$Async");
  }

  private static List<String> fields(ClassNode node) {
    return node.fields.stream().map(field -> field.name + " " + field.desc).toList();
  }

  private static List<String> code(ClassNode node, String method) {
    return Listing.of(JavaText.method(node, method).instructions);
  }

  private static List<String> spillDescriptors(ClassNode node) {
    return node.methods.stream()
        .filter(method -> method.name.startsWith("spill"))
        .map(method -> method.desc.split("Ldev/weft/linkage|Lp/A")[0])
        .toList();
  }

  @Test
  void stateMachine_isAFinalSyntheticCoroutineFrame() {
    ClassNode node = frameClass("@Async Coroutine<Void> m() { return Coroutine.done(); }");

    assertEquals(ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, node.access);
    assertEquals("dev/weft/linkage/CoroutineFrame", node.superName);
    assertEquals("Source.java", node.sourceFile);
    assertEquals("p/A", node.nestHostClass);
  }

  @Test
  void stateMachineOfAGenerator_isAGeneratorFrame() {
    ClassNode node = frameClass("@Async AsyncGenerator<Void> m() { return AsyncGenerator.end(); }");

    assertEquals("dev/weft/linkage/GeneratorFrame", node.superName);
  }

  @Test
  void initializer_checksTheVersionOfTheRuntime() {
    ClassNode node = frameClass("@Async Coroutine<Void> m() { return Coroutine.done(); }");

    assertEquals(
        List.of("ICONST_1", "INVOKESTATIC dev/weft/linkage/Linkage.require (I)V", "RETURN"),
        code(node, "<clinit>"));
  }

  @Test
  void receiverAndArguments_haveFields() {
    ClassNode node =
        frameClass("@Async Coroutine<Void> m(long l, String s) { return Coroutine.done(); }");

    assertEquals(List.of("self Lp/A;", "v0 J", "v1 Ljava/lang/String;"), fields(node));
  }

  @Test
  void staticMethodWithoutArguments_hasNoFields() {
    assertEquals(
        List.of(),
        fields(frameClass("@Async static Coroutine<Void> m() { return Coroutine.done(); }")));
  }

  @Test
  void valuesKeptAtAnAwait_reuseTheFieldsOfArguments() {
    ClassNode node =
        frameClass(
            """
            @Async static Coroutine<Integer> m(Coroutine<?> c, int i) {
              int j = i + 1;
              Await.of(c);
              return Coroutine.of(j);
            }
            """);

    assertEquals(List.of("v0 Ldev/weft/Coroutine;", "v1 I"), fields(node));
  }

  @Test
  void deadVariables_areNotSaved() {
    ClassNode node =
        frameClass(
            """
            @Async static Coroutine<String> m(Coroutine<?> c, String live, String dead) {
              Await.of(c);
              return Coroutine.of(live);
            }
            """);

    assertEquals(List.of("(Ljava/lang/String;"), spillDescriptors(node));
  }

  @Test
  void operandStack_isSavedInFrontOfTheLocals() {
    ClassNode node =
        frameClass(
            """
            static int use(long l, Object o) { return 0; }
            @Async static Coroutine<Integer> m(Coroutine<?> c, String s) {
              return Coroutine.of(use(1L, Await.of(c)) + s.length());
            }
            """);

    assertEquals(List.of("(JLjava/lang/String;"), spillDescriptors(node));
  }

  @Test
  void awaitsThatKeepTheSame_shareTheirSavingCode() {
    ClassNode node =
        frameClass(
            """
            static Coroutine<?> f;
            @Async static Coroutine<String> m(String s) {
              Await.of(f);
              Await.of(f);
              Await.of(f);
              return Coroutine.of(s);
            }
            """);

    assertEquals(List.of("(Ljava/lang/String;"), spillDescriptors(node));
  }

  @Test
  void valuesBeyondAnArgumentList_areSavedInTwoSteps() {
    StringBuilder members =
        new StringBuilder("static Coroutine<?> f; static long g() { return 1; }");
    members.append("@Async static Coroutine<Long> m() {");
    for (int i = 0; i < 130; i++) {
      members.append("long l").append(i).append(" = g();");
    }
    members.append("Await.of(f); return Coroutine.of(0L");
    for (int i = 0; i < 130; i++) {
      members.append(" + l").append(i);
    }
    ClassNode node = frameClass(members.append("); }").toString());

    assertEquals(List.of("(" + "J".repeat(125), "(" + "J".repeat(5)), spillDescriptors(node));
    assertEquals(130, node.fields.size());
  }

  @Test
  void coroutineMethod_createsWithoutStarting() {
    assertEquals(
        List.of("NEW p/A$m$Async", "DUP", "INVOKESPECIAL p/A$m$Async.<init> ()V", "ARETURN"),
        code(
            frameClass("@Async static Coroutine<Void> m() { return Coroutine.done(); }"),
            "create"));
  }

  @Test
  void clear_letsGoOfTheReferences() {
    assertEquals(
        List.of("ALOAD 0", "ACONST_NULL", "PUTFIELD p/A$m$Async.v0 : Ljava/lang/String;", "RETURN"),
        code(
            frameClass(
                "@Async static Coroutine<Object> m(String s, int i, Coroutine<?> c) {"
                    + " Await.of(c); return Coroutine.of(s + i); }"),
            "clear0"));
  }

  @Test
  void step_boxesAPrimitiveResult() {
    List<String> step =
        code(frameClass("@Async static Coroutine<Long> m() { return Coroutine.of(1L); }"), "step");

    assertEquals(
        "INVOKESTATIC java/lang/Long.valueOf (J)Ljava/lang/Long;", step.get(step.size() - 2));
  }

  @Test
  void debugMetadata_hasTheLinesOfGuardedAndOtherAwaits() {
    ClassNode node =
        frameClass(
            """

            @Async static Coroutine<Void> m(Coroutine<?> c) {
              Await.of(c);
              try {
                Await.of(c);
              } catch (Exception e) {
                Await.of(c);
              }
              return Coroutine.done();
            }
            """);

    assertEquals(
        List.of("LDC \"p.A;m;5;3,7;Source.java\"", "ARETURN"), code(node, "debugMetadata"));
  }
}
