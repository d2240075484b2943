/** The annotations that steer the Weft processor. */
module dev.weft.annotations {
  requires static jdk.compiler; // for the guard, which only javac runs

  exports dev.weft.annotations;
}
