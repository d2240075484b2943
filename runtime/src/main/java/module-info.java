import org.jspecify.annotations.NullMarked;

/** asyncio for Java: event loop, tasks, and the linkage that woven code calls. */
@NullMarked
module dev.weft {
  requires transitive dev.weft.annotations;
  requires static org.jspecify; // not transitive: users would need it to compile
  requires static java.management;
  requires static jdk.jfr;
  requires static jdk.unsupported; // for signals

  exports dev.weft;
  exports dev.weft.linkage;
  exports dev.weft.net;
  exports dev.weft.process;
  exports dev.weft.spi;
  exports dev.weft.sync;

  uses dev.weft.spi.ContextCarrier;
}
