package dev.weft.torture.rewrite;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Names a method of a library; class names are internal. */
public record MethodId(String owner, String name, String descriptor)
    implements Comparable<MethodId> {

  static MethodId of(ClassNode owner, MethodNode method) {
    return new MethodId(owner.name, method.name, method.desc);
  }

  @Override
  public int compareTo(MethodId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return owner + "." + name + descriptor;
  }
}
