package dev.weft.weaver.grid;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A form of statement or expression, for some types.
 *
 * @param sort what it is a template of
 * @param line the line of the list where it stands
 * @param types what {@code $T} stands for; empty if the form has none
 */
record Form(Sort sort, int line, List<OperandType> types, String template) {

  enum Sort {
    EXPRESSIONS,
    STATEMENTS
  }

  private static final Map<String, List<OperandType>> TYPE_SETS =
      Map.of(
          "none", List.of(),
          "integral", OperandType.INTEGRAL,
          "numeric", OperandType.NUMERIC,
          "primitive", OperandType.PRIMITIVE,
          "narrow", OperandType.NARROW,
          "all", OperandType.ALL);

  static List<Form> all() {
    List<Form> forms = new ArrayList<>();
    for (Sort sort : Sort.values()) {
      List<String> lines = read("/grid/" + sort.name().toLowerCase() + ".txt");
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).contains("|") && !lines.get(i).startsWith("//")) {
          forms.add(parse(sort, i + 1, lines.get(i)));
        }
      }
    }
    return forms;
  }

  private static List<String> read(String resource) {
    try (InputStream in = Form.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Form parse(Sort sort, int number, String line) {
    int bar = line.indexOf('|');
    String types = line.substring(0, bar).trim();
    return new Form(sort, number, TYPE_SETS.get(types), line.substring(bar + 1).trim());
  }

  /** The form for each of its types. */
  List<TypedForm> typed() {
    return types.isEmpty()
        ? List.of(new TypedForm(this, "", template))
        : types.stream().map(this::typed).collect(Collectors.toList());
  }

  private TypedForm typed(OperandType type) {
    String text =
        template
            .replace("$T", type.java())
            .replace("$B", type.box())
            .replace("$N", type.fieldName())
            .replace("$1", type.sample(0))
            .replace("$2", type.sample(1));
    return new TypedForm(this, type.name(), text);
  }

  @Override
  public String toString() {
    return sort.name().toLowerCase() + " " + line + ": " + template;
  }
}
