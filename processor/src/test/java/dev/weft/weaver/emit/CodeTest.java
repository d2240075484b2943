package dev.weft.weaver.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.objectweb.asm.Opcodes.DOUBLE;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.LONG;

import dev.weft.weaver.analysis.ResultType;
import dev.weft.weaver.fixture.Listing;
import dev.weft.weaver.transform.FrameLayout.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

class CodeTest {

  private final Code code = new Code();
  private final LabelNode otherwise = new LabelNode();

  private List<String> listing() {
    return Listing.of(code.list());
  }

  @ParameterizedTest
  @CsvSource({
    "-1, ICONST_M1",
    "5, ICONST_5",
    "6, BIPUSH 6",
    "-128, BIPUSH -128",
    "128, SIPUSH 128",
    "-32768, SIPUSH -32768",
    "32768, LDC 32768"
  })
  void constant_isPushedByTheShortestInstruction(int value, String instruction) {
    code.push(value);

    assertEquals(List.of(instruction), listing());
  }

  private Map<Integer, LabelNode> targets(int... keys) {
    Map<Integer, LabelNode> targets = new HashMap<>();
    for (int key : keys) {
      targets.put(key, new LabelNode());
    }
    return targets;
  }

  private AbstractInsnNode switchOn(Map<Integer, LabelNode> targets) {
    return code.switchOn(targets, otherwise).list().getLast();
  }

  @Test
  void switchOnConsecutiveKeys_isATable() {
    Map<Integer, LabelNode> targets = targets(-1, 0, 1);

    var table = assertInstanceOf(TableSwitchInsnNode.class, switchOn(targets));

    assertEquals(-1, table.min);
    assertEquals(1, table.max);
    assertEquals(otherwise, table.dflt);
    assertEquals(List.of(targets.get(-1), targets.get(0), targets.get(1)), table.labels);
  }

  @Test
  void gapsInATable_goToTheDefault() {
    Map<Integer, LabelNode> targets = targets(1, 2, 4);

    var table = assertInstanceOf(TableSwitchInsnNode.class, switchOn(targets));

    assertEquals(otherwise, table.labels.get(2));
    assertEquals(targets.get(4), table.labels.get(3));
  }

  @Test
  void switchOnScatteredKeys_isALookupInTheirOrder() {
    Map<Integer, LabelNode> targets = targets(1000, 1, -1000);

    var lookup = assertInstanceOf(LookupSwitchInsnNode.class, switchOn(targets));

    assertEquals(List.of(-1000, 1, 1000), lookup.keys);
    assertEquals(List.of(targets.get(-1000), targets.get(1), targets.get(1000)), lookup.labels);
    assertEquals(otherwise, lookup.dflt);
  }

  @Test
  void switchOnTheWholeRangeOfInts_isALookup() {
    var lookup =
        assertInstanceOf(
            LookupSwitchInsnNode.class, switchOn(targets(Integer.MIN_VALUE, Integer.MAX_VALUE)));

    assertEquals(List.of(Integer.MIN_VALUE, Integer.MAX_VALUE), lookup.keys);
  }

  @Test
  void loadAll_countsWideVariablesTwice() {
    code.loadAll(List.of(LONG, "A", DOUBLE, INTEGER), 3);

    assertEquals(List.of("LLOAD 3", "ALOAD 5", "DLOAD 6", "ILOAD 8"), listing());
  }

  @Test
  void object_isNeitherBoxedNorUnboxed() {
    code.box(ResultType.OBJECT).unbox(ResultType.OBJECT);

    assertEquals(List.of(), listing());
  }

  @Test
  void primitive_isBoxedAndUnboxedByItsWrapper() {
    code.box(ResultType.CHAR).unbox(ResultType.CHAR);

    assertEquals(
        List.of(
            "INVOKESTATIC java/lang/Character.valueOf (C)Ljava/lang/Character;",
            "CHECKCAST java/lang/Character",
            "INVOKEVIRTUAL java/lang/Character.charValue ()C"),
        listing());
  }

  @Test
  void onlyReferences_areCleared() {
    code.clear(3, "F", new Field("v0", "I")).clear(3, "F", new Field("v1", "LA;"));

    assertEquals(List.of("ALOAD 3", "ACONST_NULL", "PUTFIELD F.v1 : LA;"), listing());
  }

  @Test
  void pop_takesBothHalvesOfAWideValue() {
    code.pop(LONG).pop("A");

    assertEquals(List.of("POP2", "POP"), listing());
  }
}
