package dev.weft.linkage;

/** The version of the contract between woven classes and the runtime. */
public final class Linkage {

  /** What this runtime offers; grows by one when the package grows. */
  public static final int VERSION = 1;

  private Linkage() {}

  /**
   * Refuses classes that were woven for a newer runtime. The static initialiser of every
   * state-machine class calls it.
   *
   * @throws LinkageError if {@code wovenFor} is newer than this runtime; update the runtime jar to
   *     the version of the processor jar
   */
  public static void require(int wovenFor) {
    if (wovenFor > VERSION) {
      throw new LinkageError(
          "a class was woven for Weft linkage "
              + wovenFor
              + ", this weft-runtime offers "
              + VERSION
              + ": use weft-runtime in the version of the weft-processor that wove it, or newer");
    }
  }
}
