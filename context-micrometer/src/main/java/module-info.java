import org.jspecify.annotations.NullMarked;

/** Lets what Micrometer's context propagation knows of follow Weft's tasks. */
@NullMarked
module dev.weft.micrometer {
  requires context.propagation;
  requires transitive dev.weft;
  requires static org.jspecify;

  exports dev.weft.micrometer;

  provides dev.weft.spi.ContextCarrier with
      dev.weft.micrometer.MicrometerCarrier;
}
