package dev.weft.weaver;

import dev.weft.weaver.fixture.Instructions;
import dev.weft.weaver.fixture.JavaText;
import dev.weft.weaver.fixture.Woven;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Woven code in which some jumps are too far for an offset of 16 bits. */
@Tag("slow")
class FarJumpsTest {

  private static final String SOURCE =
      """
      class A {
        static boolean b() { return true; }
        static void front() {}
        static void inside() {}
        @Async static Coroutine<Integer> m(int i, Coroutine<?> c) {
          front();
          while (b()) {
            if (b()) Await.of(c);
            inside();
            if (b()) continue;
            for (int j = 0; j < i; j++) Await.of(c);
            try { Await.of(c); } catch (IllegalStateException e) { i = 0; }
          }
          return Coroutine.of(i);
        }
      }
      """;

  /** A jump farther than this needs the wide form, which makes other jumps longer. */
  private static final int SHORT_JUMP = 32_768;

  private static final int LARGEST = 64_000; // as much as the rest of the code leaves
  private static final int WIDE_INCREMENT = 6; // bytes

  /** Weaves the method with so many bytes more in front of the loop, and inside it. */
  private static void weave(int inFront, int inside) {
    ClassNode node = JavaText.classNode("A", SOURCE);
    MethodNode method = JavaText.method(node, "m");
    fill(method, "A.front", inFront);
    fill(method, "A.inside", inside);
    Woven.of(Map.of("A", JavaText.write(node)));
  }

  private static void fill(MethodNode method, String call, int bytes) {
    MethodInsnNode marker = Instructions.calls(method, call).get(0);
    for (int i = bytes / WIDE_INCREMENT; i > 0; i--) {
      method.instructions.insert(marker, new IincInsnNode(0, 1000));
    }
    for (int i = bytes % WIDE_INCREMENT; i > 0; i--) {
      method.instructions.insert(marker, new InsnNode(Opcodes.NOP));
    }
    method.instructions.remove(marker);
  }

  static IntStream aroundTheLongestShortJump() {
    return IntStream.iterate(SHORT_JUMP - 240, size -> size < SHORT_JUMP + 20, size -> size + 8);
  }

  @ParameterizedTest
  @MethodSource("aroundTheLongestShortJump")
  void testAtALoopHeader_isWoven(int inFront) {
    weave(inFront, 0);
  }

  @ParameterizedTest
  @MethodSource("aroundTheLongestShortJump")
  void jumpBackToALoopHeader_isWoven(int inside) {
    weave(0, inside);
  }

  static IntStream sizes() {
    return IntStream.iterate(30_000, size -> size < LARGEST, size -> size + 1700);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void methodsUpToTheLimit_areWoven(int size) {
    weave(size / 2, size - size / 2);
  }
}
