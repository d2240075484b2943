// finally that replaces a return, swallows an exception, and breaks out of a loop.
// expect: 2;swallowed;broke1
class T {
  @Async
  static Result<Object> replaces() {
    int x = 1;
    try {
      x = 2;
      return ret(Await.of(later(x)));
    } finally {
      x = 3;
      Await.of(later(x));
    }
  }

  @Async
  @SuppressWarnings("finally")
  static Result<Object> swallows() {
    try {
      Await.of(fail(new IOException("x")));
    } finally {
      Await.of(later(""));
      return ret("swallowed");
    }
  }

  @Async
  @SuppressWarnings("finally")
  static Result<Object> breaks() {
    int i = 0;
    for (; ; i++) {
      try {
        if (Await.of(later(i)) == 1) throw new IllegalStateException();
      } finally {
        Await.of(later(""));
        if (i == 1) break;
      }
    }
    return ret("broke" + i);
  }

  @Async
  static Result<Object> m() {
    return ret(Await.of(replaces()) + ";" + Await.of(swallows()) + ";" + Await.of(breaks()));
  }
}
