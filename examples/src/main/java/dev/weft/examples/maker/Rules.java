package dev.weft.examples.maker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of a file, by name and in its order. */
final class Rules {

  private static final Pattern RULE = Pattern.compile("([^\\s:|]+)\\s*:([^|]*)(?:\\|(.*))?");

  private final Map<String, Rule> rules = new LinkedHashMap<>();

  private Rules() {}

  /**
   * Reads rules, one a line; empty lines and those that begin with {@code #} are left out.
   *
   * @throws BadRulesException if a line is no rule, or a name has two
   */
  static Rules parse(List<String> lines) throws BadRulesException {
    Rules parsed = new Rules();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        parsed.add(line, i + 1);
      }
    }
    return parsed;
  }

  private void add(String line, int number) throws BadRulesException {
    Matcher parts = RULE.matcher(line);
    if (!parts.matches()) {
      throw new BadRulesException(
          "line " + number + ": expected 'name: dependency ... | command', found '" + line + "'");
    }
    String command = parts.group(3) == null ? "" : parts.group(3).strip();
    Rule rule = new Rule(parts.group(1), words(parts.group(2)), command);
    if (rules.put(rule.name(), rule) != null) {
      throw new BadRulesException(
          "line " + number + ": '" + rule.name() + "' has a rule already; rename one");
    }
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  /**
   * The rules to make for {@code goals}, each behind its dependencies.
   *
   * @param goals names of rules; none for the first rule of the file
   * @throws BadRulesException if a rule is missing, or one depends on itself
   */
  Collection<Rule> neededFor(Collection<String> goals) throws BadRulesException {
    Map<String, Rule> needed = new LinkedHashMap<>();
    for (String goal : goals.isEmpty() ? firstRule() : goals) {
      collect(goal, new LinkedHashSet<>(), needed);
    }
    return needed.values();
  }

  private List<String> firstRule() {
    return rules.keySet().stream().limit(1).toList();
  }

  /** Adds a rule behind its dependencies; {@code path} leads to it from a goal. */
  private void collect(String name, Set<String> path, Map<String, Rule> needed)
      throws BadRulesException {
    if (needed.containsKey(name)) {
      return;
    }
    if (!path.add(name)) {
      throw new BadRulesException("rules depend on each other: " + circle(path, name));
    }
    Rule rule = rules.get(name);
    if (rule == null) {
      throw new BadRulesException("no rule for " + String.join(", needed for ", reversed(path)));
    }
    for (String dependency : rule.dependencies()) {
      collect(dependency, path, needed);
    }
    path.remove(name);
    needed.put(name, rule);
  }

  private static String circle(Set<String> path, String name) {
    List<String> names = List.copyOf(path);
    return String.join(" -> ", names.subList(names.indexOf(name), names.size())) + " -> " + name;
  }

  private static List<String> reversed(Set<String> path) {
    List<String> names = new ArrayList<>(path);
    Collections.reverse(names);
    return names;
  }
}
