package dev.weft.processor;

import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Names of classes, local and anonymous ones included, in the forms that files need. */
final class ClassNames {

  private ClassNames() {}

  /** The internal name, such as {@code com/acme/Outer$1Local}. */
  static String internalName(Elements elements, TypeElement type) {
    return elements.getBinaryName(type).toString().replace('.', '/');
  }

  /** The top-level class around {@code type}, or {@code type} itself. */
  static TypeElement outermost(TypeElement type) {
    TypeElement outermost = type;
    for (Element e = type; e != null && e.getKind() != ElementKind.PACKAGE; ) {
      if (e instanceof TypeElement enclosing) {
        outermost = enclosing;
      }
      e = e.getEnclosingElement();
    }
    return outermost;
  }

  /** The file name of a class file: {@code Outer$1Local.class}. */
  static String fileName(String internalName) {
    return simpleName(internalName) + ".class";
  }

  /** The name without its package: {@code Outer$1Local}. */
  static String simpleName(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1);
  }
}
