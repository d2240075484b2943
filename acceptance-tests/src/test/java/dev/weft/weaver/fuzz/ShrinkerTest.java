package dev.weft.weaver.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.weaver.harness.ClassFiles;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A weaver that goes wrong is found out by random programs, and shown by a small one. */
@Tag("slow")
class ShrinkerTest {

  private static final int ATTEMPTS = 500;

  private static final FuzzCheck OF_WRONG_WEAVER = new FuzzCheck(ShrinkerTest::loseInts);

  @Test
  void weaverThatLosesInts_isFoundOutAndShownByASmallProgram() {
    FuzzProgram failing =
        LongStream.rangeClosed(1, 100)
            .mapToObj(FuzzProgram::ofSeed)
            .filter(program -> !OF_WRONG_WEAVER.failure(program).isEmpty())
            .findFirst()
            .orElseThrow();
    FuzzProgram shrunk =
        new Shrinker(p -> !OF_WRONG_WEAVER.failure(p).isEmpty(), ATTEMPTS).shrink(failing);
    String text = shrunk.members().render();
    assertNotEquals("", OF_WRONG_WEAVER.failure(shrunk), text);
    assertEquals("", FuzzCheck.OF_WEAVER.failure(shrunk), text);
    assertTrue(text.lines().count() < 20, text);
  }

  /** State machines save zeros for the ints that are alive at an await. */
  private static ClassFiles loseInts(ClassFiles woven) {
    Map<String, byte[]> changed = new TreeMap<>(woven.byName());
    changed.replaceAll((name, bytes) -> name.endsWith("$Async") ? loseInts(bytes) : bytes);
    return new ClassFiles(changed);
  }

  private static byte[] loseInts(byte[] stateMachine) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor losing =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
            return name.startsWith("spill") ? losingInts(code) : code;
          }
        };
    new ClassReader(stateMachine).accept(losing, 0);
    return writer.toByteArray();
  }

  private static MethodVisitor losingInts(MethodVisitor code) {
    return new MethodVisitor(Opcodes.ASM9, code) {
      @Override
      public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        if (opcode == Opcodes.PUTFIELD && descriptor.equals("I")) {
          super.visitInsn(Opcodes.POP);
          super.visitInsn(Opcodes.ICONST_0);
        }
        super.visitFieldInsn(opcode, owner, name, descriptor);
      }
    };
  }
}
