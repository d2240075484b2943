package dev.weft.weaver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WeaveProblemTest {

  @Test
  void failureOfTheWeaver_asksForAReport() {
    assertEquals(
        new WeaveProblem(
            "WeaverBug",
            "A",
            "m",
            0,
            "the weaver failed on this method: java.lang.IllegalStateException: oops. Please report"
                + " it with the class file."),
        WeaveProblem.bug("A", "m", new IllegalStateException("oops")));
  }

  @Test
  void exception_listsAllProblems() {
    WeaveProblem problem = new WeaveProblem("Tag", "A", "m", 3, "fact, reason, remedy.");
    WeaveException exception = new WeaveException(List.of(problem, problem));

    assertEquals(List.of(problem, problem), exception.problems());
    assertEquals(List.of(problem, problem).toString(), exception.getMessage());
  }
}
