package dev.weft.weaver.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.LONG;

import dev.weft.weaver.transform.FrameLayout.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameLayoutTest {

  private final FrameLayout layout = new FrameLayout();

  @Test
  void valuesOfOneAwait_haveAFieldEach() {
    assertEquals(
        List.of(new Field("v0", "I"), new Field("v1", "I"), new Field("v2", "Ljava/lang/String;")),
        layout.fieldsFor(List.of(INTEGER, INTEGER, "java/lang/String")));
  }

  @Test
  void valuesOfAnotherAwait_takeTheSameFields() {
    List<Field> first = layout.fieldsFor(List.of(INTEGER, "A"));
    List<Field> second = layout.fieldsFor(List.of("A", INTEGER));

    assertEquals(List.of(first.get(1), first.get(0)), second);
    assertEquals(first, layout.fields());
  }

  @Test
  void references_shareAFieldOnlyWhenTheirTypesAreIdentical() {
    Field first = layout.fieldsFor(List.of("java/util/List")).get(0);
    Field second = layout.fieldsFor(List.of("java/util/ArrayList")).get(0);

    assertEquals(List.of(first, second), layout.fields());
  }

  @Test
  void askingAgain_addsNothing() {
    layout.fieldsFor(List.of(INTEGER, LONG));
    List<Field> before = layout.fields();

    layout.fieldsFor(List.of(LONG, INTEGER));

    assertEquals(before, layout.fields());
  }

  @Test
  void field_knowsWhetherItHoldsAReference() {
    List<Field> fields = layout.fieldsFor(List.of(INTEGER, "[I"));

    assertFalse(fields.get(0).isReference());
    assertTrue(fields.get(1).isReference());
  }
}
