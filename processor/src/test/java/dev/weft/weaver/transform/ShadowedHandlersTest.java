package dev.weft.weaver.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;

import dev.weft.weaver.fixture.Instructions;
import dev.weft.weaver.fixture.JavaText;
import dev.weft.weaver.fixture.MethodBuilder;
import dev.weft.weaver.fixture.Woven;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

class ShadowedHandlersTest {

  private final MethodBuilder code = new MethodBuilder("()V");

  ShadowedHandlersTest() {
    for (int i = 0; i < 5; i++) {
      code.label("" + i).insn(NOP);
    }
    code.label("5").insn(RETURN);
    code.label("first").insn(POP, RETURN).label("second").insn(POP, RETURN);
  }

  /** The ranges that the second handler is left with, such as {@code 0-1}. */
  private List<String> rangesOfTheSecond() {
    ShadowedHandlers.cut(code.method());
    return code.method().tryCatchBlocks.stream()
        .filter(block -> block.handler == code.labelNode("second"))
        .map(block -> nameOf(block.start) + "-" + nameOf(block.end))
        .toList();
  }

  private String nameOf(LabelNode label) {
    for (int i = 0; i <= 5; i++) {
      if (code.labelNode("" + i) == label) {
        return "" + i;
      }
    }
    throw new AssertionError();
  }

  @Test
  void handlerBehindOneOfOtherExceptions_keepsItsRange() {
    code.tryCatch("0", "5", "first", "java/io/IOException").tryCatch("0", "5", "second", null);

    assertEquals(List.of("0-5"), rangesOfTheSecond());
  }

  @Test
  void handlerBehindOneOfAll_losesItsRange() {
    code.tryCatch("1", "4", "first", null).tryCatch("1", "4", "second", "java/io/IOException");

    assertEquals(List.of(), rangesOfTheSecond());
  }

  @Test
  void throwable_isAll() {
    code.tryCatch("1", "4", "first", "java/lang/Throwable").tryCatch("0", "5", "second", null);

    assertEquals(List.of("0-1", "4-5"), rangesOfTheSecond());
  }

  @Test
  void rangesThatOverlap_loseWhatTheyShare() {
    code.tryCatch("2", "4", "first", null).tryCatch("0", "3", "second", null);

    assertEquals(List.of("0-2"), rangesOfTheSecond());
  }

  @Test
  void rangeBehindSeveralOfAll_losesAllOfThem() {
    code.tryCatch("3", "5", "first", null)
        .tryCatch("1", "4", "first", null)
        .tryCatch("0", "5", "second", null);

    assertEquals(List.of("0-1"), rangesOfTheSecond());
  }

  @Test
  void earlierHandler_keepsItsRange() {
    code.tryCatch("0", "5", "second", "java/io/IOException").tryCatch("0", "5", "first", null);

    assertEquals(List.of("0-5"), rangesOfTheSecond());
  }

  /** As kotlinc and Groovy compile {@code catch (Throwable t) ... catch (IOException e) ...}. */
  @Test
  void methodWithAShadowedCatch_isWoven() {
    ClassNode node =
        JavaText.classNode(
            "A",
            """
            class A {
              @Async static Coroutine<String> m(Coroutine<String> c) {
                String r = "x";
                String s = "y";
                try {
                  r = Await.of(c);
                } catch (java.io.UncheckedIOException e) {
                  s = r + e;
                } catch (Throwable t) {
                  return Coroutine.of("t" + t);
                }
                return Coroutine.of(r + s);
              }
            }
            """);
    Collections.reverse(JavaText.method(node, "m").tryCatchBlocks);

    Woven woven = Woven.of(Map.of("A", JavaText.write(node)));

    assertEquals(
        List.of("java/lang/Throwable", "null"),
        woven.body("A", "m").tryCatchBlocks.stream().map(b -> "" + b.type).toList());
  }

  @Test
  void generatorWithAShadowedCatch_isWoven() {
    ClassNode node =
        JavaText.classNode(
            "A",
            """
            class A {
              @Async static AsyncGenerator<String> m(Coroutine<String> c) {
                String s = "y";
                try {
                  Yield.of(Await.of(c));
                } catch (java.io.UncheckedIOException e) {
                  Yield.of(e.getMessage() + Await.of(c) + s);
                } catch (Throwable t) {
                  Yield.of("t" + t);
                }
                return AsyncGenerator.end();
              }
            }
            """);
    Collections.reverse(JavaText.method(node, "m").tryCatchBlocks);

    MethodNode body = Woven.of(Map.of("A", JavaText.write(node))).body("A", "m");
    assertEquals(List.of(), Instructions.calls(body, "java/io/UncheckedIOException.getMessage"));
  }
}
