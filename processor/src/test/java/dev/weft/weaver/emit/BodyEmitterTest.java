package dev.weft.weaver.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;

import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.fixture.Instructions;
import dev.weft.weaver.fixture.JavaText;
import dev.weft.weaver.fixture.Listing;
import dev.weft.weaver.fixture.Woven;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

class BodyEmitterTest {

  private static final String LOOPS_AND_TRY =
      """
      class A {
        @Deprecated @Async
        Coroutine<Integer> m(Coroutine<Integer> c, @Deprecated long n) throws Exception {
          int sum = 0;
          for (int i = 0; i < n; i++) {
            try {
              int x = Await.of(c);
              sum += x;
            } catch (IllegalStateException e) {
              String text = e.getMessage();
              sum += text.length() + Await.of(c);
            }
          }
          return Coroutine.of(sum);
        }
      }
      """;

  private final Woven woven = Woven.of(LOOPS_AND_TRY);
  private final MethodNode body = woven.body("A", "m");
  private final MethodNode original =
      JavaText.method(JavaText.read(woven.originals().get("A")), "m");

  @Test
  void body_isAPrivateOverloadWithTheLinkageLast() {
    assertEquals(ACC_PRIVATE, body.access);
    assertEquals("(Ldev/weft/Coroutine;JLdev/weft/linkage/Driver;ILA$m$Async;)I", body.desc);
  }

  @Test
  void bodyOfAStaticMethod_isStatic() {
    MethodNode staticBody =
        Woven.of(
                "class A { @Async public static Coroutine<Void> m() { return Coroutine.done(); } }")
            .body("A", "m");

    assertEquals(ACC_PRIVATE | ACC_STATIC, staticBody.access);
  }

  @Test
  void bodyOfALambda_isSyntheticAsTheLambda() {
    MethodNode lambda =
        Woven.of("class A { Object m() { return Weft.run(() -> Coroutine.of(null)); } }")
            .body("A", "lambda$m$0");

    assertEquals(ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC, lambda.access);
  }

  @Test
  void body_hasNoAnnotations() {
    assertNull(body.visibleAnnotations);
    assertNull(body.invisibleAnnotations);
    assertNull(body.visibleParameterAnnotations);
  }

  @Test
  void body_hasTheSameLines() {
    assertEquals(linesOf(original), linesOf(body));
  }

  private static TreeSet<Integer> linesOf(MethodNode method) {
    TreeSet<Integer> lines = new TreeSet<>();
    Instructions.lines(method).forEach(line -> lines.add(line.line));
    return lines;
  }

  @Test
  void body_hasTheSameLocalVariables() {
    assertEquals(variablesOf(original), variablesOf(body));
  }

  private static List<String> variablesOf(MethodNode method) {
    List<LocalVariableNode> variables = method.localVariables;
    return variables.stream()
        .map(variable -> variable.name + " " + variable.desc)
        .distinct()
        .toList();
  }

  @Test
  void codeOutOfLine_standsBeforeTheFirstLine() {
    LineNumberNode first = Instructions.lines(body).get(0);
    int firstLineAt = body.instructions.indexOf(first);

    assertEquals(4, first.line);
    for (AbstractInsnNode spill : Instructions.calls(body, "A$m$Async.spill0")) {
      assertTrue(body.instructions.indexOf(spill) < firstLineAt);
    }
  }

  @Test
  void codeOutOfLine_isOutOfReachOfTheUsersHandlers() {
    AbstractInsnNode firstLine = Instructions.lines(body).get(0);
    for (AbstractInsnNode insn = firstLine; insn != null; insn = insn.getPrevious()) {
      assertFalse(Instructions.caughtAt(body, insn).contains("java/lang/IllegalStateException"));
    }
  }

  @Test
  void codeThatSavesOrRestores_givesTheSuspensionUpWhenItFails() {
    AbstractInsnNode spill = Instructions.calls(body, "A$m$Async.spill0").get(0);
    AbstractInsnNode take = Instructions.calls(body, "dev/weft/linkage/Driver.result").get(0);

    assertEquals(List.of("null"), Instructions.caughtAt(body, spill));
    assertEquals(List.of("null"), Instructions.caughtAt(body, take));
    assertEquals(1, Instructions.calls(body, "dev/weft/linkage/Driver.abandon").size());
  }

  @Test
  void deferring_isGivenUpWhenItFails() {
    AbstractInsnNode defer = Instructions.calls(body, "A$m$Async.defer").get(0);

    assertEquals(List.of("null"), Instructions.caughtAt(body, defer));
  }

  /** The call of {@code abandon} may overflow the stack as the failed one did; a store cannot. */
  @Test
  void givingUp_firstClearsTheFlag() {
    AbstractInsnNode handler = body.tryCatchBlocks.get(body.tryCatchBlocks.size() - 1).handler;
    AbstractInsnNode zero = Neighbours.nextReal(Neighbours.nextReal(handler));

    assertEquals(
        List.of("ICONST_0", "PUTFIELD dev/weft/linkage/Driver.unwinding : Z"),
        Listing.of(List.of(zero, Neighbours.nextReal(zero))));
  }

  @Test
  void usersCode_isOutOfReachOfTheWeaversHandler() {
    for (LineNumberNode line : Instructions.lines(body)) {
      assertFalse(Instructions.caughtAt(body, line).contains("null"), () -> "line " + line.line);
    }
  }
}
