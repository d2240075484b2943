package dev.weft.weaver.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A form for one type.
 *
 * @param text the template; {@code #type} and {@code #type{value}} are the positions of operands,
 *     {@code #!type} those that need a cast to a primitive type
 */
record TypedForm(Form form, String type, String text) {

  private static final Pattern OPERAND =
      Pattern.compile("#(!?)(\\w+(?:\\[\\])*)(?:\\{([^{}]*)\\})?");

  /** What stands at a position. */
  enum Operand {
    PLAIN,
    AWAITED,
    FAILING
  }

  /** All its cells: each operand awaited by itself, all of them, and each of them failing. */
  List<Cell> cells() {
    int positions = (int) OPERAND.matcher(text).results().count();
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < positions; i++) {
      int awaited = i;
      cells.add(
          cell(
              "await " + i, false, positions, p -> p == awaited ? Operand.AWAITED : Operand.PLAIN));
      cells.add(
          cell(
              "fail " + i, true, positions, p -> p == awaited ? Operand.FAILING : Operand.AWAITED));
    }
    cells.add(cell("await all", true, positions, p -> Operand.AWAITED));
    return cells;
  }

  private Cell cell(
      String variant,
      boolean amongOthers,
      int positions,
      java.util.function.IntFunction<Operand> choice) {
    List<Operand> operands =
        IntStream.range(0, positions).mapToObj(choice).collect(Collectors.toList());
    return new Cell((type + " " + variant).trim(), statement(render(operands), amongOthers));
  }

  /** An expression is looked at by itself, or with values below it on the operand stack. */
  private String statement(String rendered, boolean amongOthers) {
    if (form.sort() == Form.Sort.STATEMENTS) {
      return rendered;
    }
    return amongOthers
        ? "see(among(1, 2L, " + rendered + ", 3.5, \"-\"));"
        : "see(" + rendered + ");";
  }

  private String render(List<Operand> operands) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = OPERAND.matcher(text);
    for (int position = 0; matcher.find(); position++) {
      OperandType operandType = OperandType.named(matcher.group(2));
      String value =
          matcher.group(3) == null
              ? operandType.sample(position)
              : operandType.cast(matcher.group(3));
      String cast = matcher.group(1).isEmpty() ? "" : "(" + operandType.java() + ") ";
      String operand = operand(operands.get(position), operandType, value, cast);
      matcher.appendReplacement(out, Matcher.quoteReplacement(operand));
    }
    return matcher.appendTail(out).toString();
  }

  private static String operand(Operand operand, OperandType type, String value, String cast) {
    return switch (operand) {
      case PLAIN -> "v(" + value + ")";
      case AWAITED -> cast + "Await.of(later(v(" + value + ")))";
      case FAILING -> {
        String failure = "fail(new IllegalStateException(\"failed\"))";
        yield cast + "Await.<" + type.box() + ">of(Futures.<" + type.box() + ">" + failure + ")";
      }
    };
  }
}
