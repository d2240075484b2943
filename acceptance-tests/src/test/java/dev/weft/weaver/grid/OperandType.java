package dev.weft.weaver.grid;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A type that operands can have.
 *
 * @param name what templates call it
 * @param java what Java calls it
 * @param box what a variable of a type parameter's type holds
 * @param samples values of the type, different from each other
 */
record OperandType(String name, String java, String box, List<String> samples) {

  private static final Map<String, OperandType> BY_NAME =
      Stream.of(
              primitive("boolean", "Boolean", "true", "false", "true"),
              primitive("byte", "Byte", "100", "3", "-7"),
              primitive("short", "Short", "1000", "3", "-7"),
              primitive("char", "Character", "'c'", "'\\u0003'", "'z'"),
              primitive("int", "Integer", "100000", "3", "-7"),
              primitive("long", "Long", "10000000000L", "3L", "-7L"),
              primitive("float", "Float", "1.5f", "-0.5f", "0.0f"),
              primitive("double", "Double", "1.5", "-0.25", "0.0"),
              reference("String", "String", "\"a\"", "\"bc\"", "\"\""),
              reference("Object", "Object", "\"o\"", "12", "'x'"),
              reference("Integer", "Integer", "1", "1000", "-7"),
              reference("Color", "Color", "Color.RED", "Color.GREEN"),
              reference("Pair", "Pair", "new Pair(1, \"p\")"),
              reference("Fields", "Fields", "new Fields()"),
              reference("List", "List<String>", "List.of(\"l\", \"m\")"),
              reference(
                  "RuntimeException", "RuntimeException", "new IllegalArgumentException(\"r\")"),
              reference("CompletableFuture", "CompletableFuture<String>", "later(\"f\")"))
          .collect(Collectors.toMap(OperandType::name, Function.identity()));

  static final List<OperandType> INTEGRAL = named("byte", "short", "char", "int", "long");
  static final List<OperandType> NUMERIC = with(INTEGRAL, "float", "double");
  static final List<OperandType> PRIMITIVE = with(NUMERIC, "boolean");
  static final List<OperandType> NARROW = with(PRIMITIVE, "String"); // all but Object
  static final List<OperandType> ALL = with(NARROW, "Object");

  private static OperandType primitive(String name, String box, String... samples) {
    return new OperandType(name, name, box, List.of(samples));
  }

  private static OperandType reference(String name, String java, String... samples) {
    return new OperandType(name, java, java, List.of(samples));
  }

  /** The type of a name in a template, array types included. */
  static OperandType named(String name) {
    return name.endsWith("[]")
        ? arrayOf(named(name.substring(0, name.length() - 2)))
        : BY_NAME.get(name);
  }

  private static OperandType arrayOf(OperandType component) {
    String type = component.java + "[]";
    String twoOfThem =
        "new " + type + " {" + component.sample(0) + ", " + component.sample(1) + "}";
    return new OperandType(component.name + "[]", type, type, List.of(twoOfThem));
  }

  private static List<OperandType> named(String... names) {
    return Stream.of(names).map(BY_NAME::get).collect(Collectors.toList());
  }

  private static List<OperandType> with(List<OperandType> types, String... more) {
    return Stream.concat(types.stream(), named(more).stream()).collect(Collectors.toList());
  }

  /** The value for the {@code position}-th operand of a form, from 0. */
  String sample(int position) {
    return cast(samples.get(position % samples.size()));
  }

  String cast(String value) {
    return "(" + java + ") (" + value + ")";
  }

  /** The name as a part of the names of {@link dev.weft.weaver.program.Fields}. */
  String fieldName() {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
