// Enum switch ($SwitchMap synthetic class).
// expect: green
class T {
  enum E {
    RED,
    GREEN
  }

  @Async
  static Result<Object> m() {
    E e = Await.of(later(E.GREEN));
    switch (e) {
      case RED:
        return ret(Await.of(later("red")));
      case GREEN:
        return ret(Await.of(later("green")));
    }
    return ret("?");
  }
}
