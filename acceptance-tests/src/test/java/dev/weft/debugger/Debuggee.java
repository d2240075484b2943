package dev.weft.debugger;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.StepRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program that runs under a debugger, as an IDE drives it: breakpoints at lines, locals by name,
 * and "step over".
 */
final class Debuggee {

  /**
   * A place where the debugger stopped.
   *
   * @param locals the readable ones, by name, as text
   */
  record Stop(String method, int line, Map<String, String> locals) {}

  private final VirtualMachine machine;
  private final String mainClass;
  private final List<Integer> breakpoints;
  private final int steps;
  private final List<Stop> stops = new ArrayList<>();

  private Debuggee(VirtualMachine machine, String mainClass, List<Integer> breakpoints, int steps) {
    this.machine = machine;
    this.mainClass = mainClass;
    this.breakpoints = breakpoints;
    this.steps = steps;
  }

  /**
   * Runs a main class to its end.
   *
   * @param javaHome of the JVM that runs it
   * @param breakpoints the lines to stop at
   * @param steps how many times to step over after the first stop
   * @return where it stopped, in order
   */
  static List<Stop> run(
      String javaHome, String classPath, String mainClass, List<Integer> breakpoints, int steps)
      throws Exception {
    LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("home").setValue(javaHome);
    arguments.get("main").setValue(mainClass);
    arguments.get("options").setValue("-cp \"" + classPath + "\"");
    VirtualMachine machine = connector.launch(arguments);
    try {
      Debuggee debuggee = new Debuggee(machine, mainClass, breakpoints, steps);
      debuggee.follow();
      return debuggee.stops;
    } finally {
      machine.process().destroyForcibly();
    }
  }

  private void follow() throws Exception {
    var prepared = machine.eventRequestManager().createClassPrepareRequest();
    prepared.addClassFilter(mainClass);
    prepared.enable();
    boolean running = true;
    while (running) {
      EventSet events = machine.eventQueue().remove();
      for (Event event : events) {
        running &= !(event instanceof VMDeathEvent || event instanceof VMDisconnectEvent);
        handle(event);
      }
      if (running) {
        events.resume();
      }
    }
  }

  private void handle(Event event) throws Exception {
    if (event instanceof ClassPrepareEvent prepare) {
      setBreakpoints(prepare.referenceType());
    } else if (event instanceof BreakpointEvent breakpoint) {
      stopped(breakpoint.thread());
      if (stops.size() == 1 && steps > 0) {
        stepOver(breakpoint.thread());
      }
    } else if (event instanceof StepEvent step) {
      stopped(step.thread());
      machine.eventRequestManager().deleteEventRequest(step.request());
      if (stops.size() <= steps) {
        stepOver(step.thread());
      }
    }
  }

  private void setBreakpoints(ReferenceType type) throws AbsentInformationException {
    for (int line : breakpoints) {
      for (Location location : type.locationsOfLine(line)) {
        machine.eventRequestManager().createBreakpointRequest(location).enable();
      }
    }
  }

  /** Like an IDE, which does not stop in libraries. */
  private void stepOver(ThreadReference thread) {
    StepRequest step =
        machine
            .eventRequestManager()
            .createStepRequest(thread, StepRequest.STEP_LINE, StepRequest.STEP_OVER);
    step.addClassExclusionFilter("dev.weft.*");
    step.addClassExclusionFilter("java.*");
    step.addCountFilter(1);
    step.enable();
  }

  private void stopped(ThreadReference thread) throws Exception {
    StackFrame frame = thread.frame(0);
    Map<String, String> locals = new TreeMap<>();
    for (LocalVariable variable : frame.visibleVariables()) {
      locals.put(variable.name(), text(frame.getValue(variable)));
    }
    stops.add(new Stop(frame.location().method().name(), frame.location().lineNumber(), locals));
  }

  private static String text(Value value) {
    return value instanceof StringReference string ? string.value() : String.valueOf(value);
  }
}
