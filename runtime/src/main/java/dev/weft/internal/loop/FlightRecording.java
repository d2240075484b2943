package dev.weft.internal.loop;

import jdk.jfr.FlightRecorder;

/** Whether Java Flight Recorder records what loops do. */
final class FlightRecording {

  /** The module is optional: images may lack it, and modular programs need not resolve it. */
  private static final boolean POSSIBLE = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private FlightRecording() {}

  /** As long as no recording was ever started, this loads no event and costs a read. */
  static boolean isOn() {
    return POSSIBLE && FlightRecorder.isInitialized() && FlightEvents.areEnabled();
  }
}
