package dev.weft.examples.maker;

import java.util.List;

/**
 * One line of a rule file: {@code name: dependency dependency | command}.
 *
 * @param dependencies the names of the rules to make before
 * @param command for the shell; empty if the rule only stands for its dependencies
 */
record Rule(String name, List<String> dependencies, String command) {}
