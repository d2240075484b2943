/** The annotations that steer the Weft processor. */
module dev.weft.annotations {
  // For the guard, which only javac runs:
  requires static java.xml;
  requires static jdk.compiler;

  exports dev.weft.annotations;
}
