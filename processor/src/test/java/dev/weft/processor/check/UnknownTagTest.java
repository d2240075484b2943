package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownTagTest extends CheckTest {

  @Test
  void tagThatDoesNotExist_isWarnedOf() {
    assertEquals(
        List.of(
            "3:19: warning: [UnknownTag] \"weft:CoroutineNeverAwaitd\" silences nothing: no warning"
                + " of Weft's has this name. Write \"weft:CoroutineNeverAwaited\".",
            "5:33: warning: [UnknownTag] \"weft:blockingcall\" silences nothing: no warning of"
                + " Weft's has this name. Write \"weft:BlockingCall\".",
            "7:29: warning: [UnknownTag] \"weft:Sleep\" silences nothing: no warning of Weft's has"
                + " this name. Write the one that the warning begins with, or remove it."),
        findings(
            "@SuppressWarnings(\"weft:CoroutineNeverAwaitd\")",
            "void m() {}",
            "@SuppressWarnings({\"unchecked\", \"weft:blockingcall\"})",
            "int i;",
            "@java.lang.SuppressWarnings(\"weft:Sleep\")",
            "class Inner {}"));
  }

  @Test
  void tagsOfWarnings_areFine() {
    assertNoFindings(
        "@SuppressWarnings({\"weft:BlockingCall\", \"weft:AsyncMethodLarge\", \"rawtypes\"})",
        "void m() {}",
        "static final String TAG = \"weft:Nope\";",
        "@SuppressWarnings(TAG) void n() {}",
        "@SuppressWarnings({\"weft:Nope\", \"weft:UnknownTag\"}) void o() {}",
        "@SuppressWarnings({}) void p() {}",
        "@Deprecated void q() {}");
  }
}
