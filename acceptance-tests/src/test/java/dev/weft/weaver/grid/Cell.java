package dev.weft.weaver.grid;

/**
 * A form with an await in some of its positions: what an async method does.
 *
 * @param name unique among the cells of a form
 */
record Cell(String name, String statement) {

  /** The method's body; its result is the journal. */
  String body() {
    return String.join(
        "\n",
        "log(\"\"); Fields.reset();",
        "try { if (t()) {",
        statement,
        "} } catch (IllegalStateException e) { see(\"caught \" + e.getMessage()); }",
        "return ret(log());");
  }
}
