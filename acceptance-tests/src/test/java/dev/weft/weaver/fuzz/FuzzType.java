package dev.weft.weaver.fuzz;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types that generated expressions have. */
enum FuzzType {
  BOOLEAN("boolean", "Boolean", "false", "true"),
  BYTE("byte", "Byte", "(byte) 0", "(byte) 100", "(byte) -7"),
  SHORT("short", "Short", "(short) 0", "(short) 1000", "(short) -7"),
  CHAR("char", "Character", "'a'", "'\\u00ff'", "'z'"),
  INT("int", "Integer", "0", "1", "(-5)", "100000", "2147483647"),
  LONG("long", "Long", "0L", "1L", "(-5L)", "10000000000L"),
  FLOAT("float", "Float", "0f", "1.5f", "(-0.0f)"),
  DOUBLE("double", "Double", "0.0", "1.5", "1e300"),
  STRING("String", "String", "\"\"", "\"a\"", "\"bc\"", "((String) null)"),
  OBJECT("Object", "Object", "((Object) \"o\")", "((Object) 7)", "((Object) null)"),
  INTS("int[]", "int[]", "new int[] {1, 2}", "new int[] {3, 4}"),
  STRINGS("String[]", "String[]", "new String[] {\"x\", \"y\"}", "new String[] {null, \"z\"}");

  private final String java;
  private final String box;
  private final List<String> literals;

  FuzzType(String java, String box, String... literals) {
    this.java = java;
    this.box = box;
    this.literals = List.of(literals);
  }

  /** What Java calls it, which is the sort of its nodes. */
  String java() {
    return java;
  }

  String box() {
    return box;
  }

  static FuzzType named(String java) {
    return Stream.of(values()).filter(type -> type.java.equals(java)).findFirst().orElseThrow();
  }

  /** One of its literals, the simplest at 0. */
  Node literal(int number) {
    return Node.of(java, literals.get(number % literals.size()));
  }

  boolean isNumeric() {
    return ordinal() >= BYTE.ordinal() && ordinal() <= DOUBLE.ordinal();
  }

  boolean isIntegral() {
    return ordinal() >= BYTE.ordinal() && ordinal() <= LONG.ordinal();
  }

  static List<FuzzType> numeric() {
    return Stream.of(values()).filter(FuzzType::isNumeric).collect(Collectors.toList());
  }

  /** The type as a part of a name. */
  String inName() {
    return name().charAt(0) + name().substring(1).toLowerCase();
  }
}
