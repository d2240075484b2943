package dev.weft.weaver.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.NULL;

import dev.weft.weaver.transform.FrameLayout.Field;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameLayoutTest {

  private static Local local(int slot, Object type) {
    return new Local(slot, type);
  }

  private static List<Field> fieldsOf(FrameLayout layout, Value... values) {
    return Arrays.stream(values).map(layout::fieldOf).toList();
  }

  @Test
  void valuesOfOneAwait_haveAFieldEach() {
    Value a = local(0, INTEGER);
    Value b = new Operand(0, INTEGER);
    Value c = local(1, "java/lang/String");

    FrameLayout layout = new FrameLayout(List.of(List.of(a, b, c)));

    assertEquals(
        List.of(new Field("v0", "I"), new Field("v1", "I"), new Field("v2", "Ljava/lang/String;")),
        fieldsOf(layout, a, b, c));
  }

  @Test
  void valueOfTwoAwaits_isInTheSameField() {
    Value a = local(0, INTEGER);
    Value b = local(1, INTEGER);
    Value c = local(2, INTEGER);

    FrameLayout layout = new FrameLayout(List.of(List.of(a, b), List.of(b, c)));

    assertEquals(List.of("v0", "v1", "v0"), names(fieldsOf(layout, a, b, c)));
    assertEquals(2, layout.fields().size());
  }

  private static List<String> names(List<Field> fields) {
    return fields.stream().map(Field::name).toList();
  }

  @Test
  void references_shareAFieldOnlyWhenTheirTypesAreIdentical() {
    FrameLayout layout =
        new FrameLayout(
            List.of(
                List.of(local(0, "java/util/List")),
                List.of(local(0, "java/util/ArrayList")),
                List.of(local(1, "java/util/List"))));

    assertEquals(2, layout.fields().size());
  }

  @Test
  void nullConstant_needsNoField() {
    FrameLayout layout = new FrameLayout(List.of(List.of(new Operand(0, NULL))));

    assertEquals(List.of(), layout.fields());
  }

  @Test
  void field_knowsWhetherItHoldsAReference() {
    Value a = local(0, INTEGER);
    Value b = local(1, "[I");

    List<Field> fields = fieldsOf(new FrameLayout(List.of(List.of(a, b))), a, b);

    assertFalse(fields.get(0).isReference());
    assertTrue(fields.get(1).isReference());
  }
}
