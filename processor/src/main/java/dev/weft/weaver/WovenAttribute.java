package dev.weft.weaver;

import dev.weft.weaver.analysis.LinkageNames;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** Marks a woven class, so that it is not woven again. Holds the linkage version. */
final class WovenAttribute extends Attribute {

  private static final String NAME = "dev.weft.Woven";

  WovenAttribute() {
    super(NAME);
  }

  static boolean isOn(ClassNode node) {
    return node.attrs != null && node.attrs.stream().anyMatch(a -> a.type.equals(NAME));
  }

  @Override
  protected ByteVector write(
      ClassWriter classWriter, byte[] code, int codeLength, int maxStack, int maxLocals) {
    return new ByteVector().putShort(LinkageNames.VERSION);
  }
}
