package dev.weft.examples.maker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {

  private static List<String> order(List<String> goals, String... lines) throws BadRulesException {
    return Rules.parse(List.of(lines)).neededFor(goals).stream().map(Rule::name).toList();
  }

  private static String problem(String... lines) {
    return assertThrows(BadRulesException.class, () -> order(List.of(), lines)).getMessage();
  }

  @Test
  void line_isNameDependenciesAndCommand() throws BadRulesException {
    Rules rules = Rules.parse(List.of("# how", "", "a: b  c | echo x | wc", "b:", "c: |true"));
    assertEquals(
        List.of(
            new Rule("b", List.of(), ""),
            new Rule("c", List.of(), "true"),
            new Rule("a", List.of("b", "c"), "echo x | wc")),
        List.copyOf(rules.neededFor(List.of())));
  }

  @Test
  void order_isBehindDependencies_andOnlyOfWhatIsNeeded() throws BadRulesException {
    assertEquals(
        List.of("d", "b", "c"), order(List.of("b", "c"), "a: b", "b: d", "c: d", "d:", "e:"));
    assertEquals(List.of("b", "a"), order(List.of(), "a: b", "b:", "e:"));
  }

  @Test
  void circle_isShown() {
    assertEquals("rules depend on each other: b -> c -> b", problem("a: b", "b: c", "c: b"));
    assertEquals("rules depend on each other: a -> a", problem("a: a"));
  }

  @Test
  void missingRule_isNamedWithWhatNeedsIt() {
    assertEquals("no rule for c, needed for b, needed for a", problem("a: b", "b: c"));
  }

  @Test
  void badLine_isNamedByItsNumber() {
    assertEquals(
        "line 2: expected 'name: dependency ... | command', found 'what'", problem("a:", "what"));
    assertEquals("line 2: 'a' has a rule already; rename one", problem("a:", "a: | true"));
  }
}
