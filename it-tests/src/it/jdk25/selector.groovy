if (!java25Home) {
  println 'Skipped: no JDK 25 beside the running JVM; set JAVA25_HOME to one'
  return false
}
