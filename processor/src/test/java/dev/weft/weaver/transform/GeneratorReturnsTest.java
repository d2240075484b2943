package dev.weft.weaver.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;

import dev.weft.weaver.fixture.Listing;
import dev.weft.weaver.fixture.MethodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratorReturnsTest {

  @Test
  void everyReturn_checksThatItReturnsTheEndAndSaysThatNothingWasYielded() {
    var code =
        new MethodBuilder("(Ldev/weft/AsyncGenerator;)Ldev/weft/AsyncGenerator;")
            .var(ALOAD, 0)
            .insn(ARETURN)
            .var(ALOAD, 0)
            .insn(ARETURN);

    GeneratorReturns.rewrite(code.method());

    List<String> oneReturn =
        List.of(
            "ALOAD 0",
            "INVOKESTATIC dev/weft/linkage/GeneratorEnd.require (Ldev/weft/AsyncGenerator;)V",
            "ICONST_0",
            "IRETURN");
    List<String> listing = Listing.of(code.method().instructions);
    assertEquals(oneReturn, listing.subList(0, 4));
    assertEquals(oneReturn, listing.subList(4, 8));
  }
}
