package dev.weft.weaver.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.DCONST_0;
import static org.objectweb.asm.Opcodes.DOUBLE;
import static org.objectweb.asm.Opcodes.DSTORE;
import static org.objectweb.asm.Opcodes.FLOAT;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LONG;
import static org.objectweb.asm.Opcodes.NULL;
import static org.objectweb.asm.Opcodes.TOP;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LabelNode;

class VerificationTypesTest {

  @ParameterizedTest
  @ValueSource(strings = {"Z", "B", "C", "S", "I"})
  void smallTypes_areInts(String descriptor) {
    assertEquals(INTEGER, VerificationTypes.of(Type.getType(descriptor)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"I", "F", "J", "D", "Ljava/lang/String;", "[I", "[Ljava/lang/String;"})
  void descriptor_givesTheTypeBack(String descriptor) {
    assertEquals(
        descriptor, VerificationTypes.descriptor(VerificationTypes.of(Type.getType(descriptor))));
  }

  @Test
  void null_isPassedAsAnObject() {
    assertEquals("Ljava/lang/Object;", VerificationTypes.descriptor(NULL));
  }

  @Test
  void onlyLongAndDouble_takeTwoSlots() {
    assertEquals(2, VerificationTypes.size(LONG));
    assertEquals(2, VerificationTypes.size(DOUBLE));
    assertEquals(1, VerificationTypes.size(FLOAT));
    assertEquals(1, VerificationTypes.size("A"));
  }

  @Test
  void labels_areUninitialisedObjects() {
    assertTrue(VerificationTypes.isUninitialized(new LabelNode()));
    assertFalse(VerificationTypes.isUninitialized("A"));
    assertFalse(VerificationTypes.isUninitialized(TOP));
  }

  @Test
  void nullAndClasses_areReferences() {
    assertTrue(VerificationTypes.isReference(NULL));
    assertTrue(VerificationTypes.isReference("A"));
    assertFalse(VerificationTypes.isReference(INTEGER));
  }

  @Test
  void opcodes_fitTheType() {
    assertEquals(LLOAD, VerificationTypes.loadOpcode(LONG));
    assertEquals(ALOAD, VerificationTypes.loadOpcode("[I"));
    assertEquals(DSTORE, VerificationTypes.storeOpcode(DOUBLE));
    assertEquals(DCONST_0, VerificationTypes.zeroOpcode(DOUBLE));
    assertEquals(ACONST_NULL, VerificationTypes.zeroOpcode("A"));
  }
}
