import org.jspecify.annotations.NullMarked;

/** A loop for tests: virtual time, seeded order, leak checks; with a JUnit extension. */
@NullMarked
module dev.weft.testing {
  requires transitive dev.weft;
  requires static org.jspecify; // not transitive: users would need it to compile
  requires static org.junit.jupiter.api; // the users' own, if they use the extension

  exports dev.weft.testing;
}
