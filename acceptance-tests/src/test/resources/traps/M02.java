// Values that an await kept on the operand stack are let go of when they are consumed.
// expect: collected,collected,collected,65537,65538,65539
// slow: garbage collections
class T {
  static class Big {
    final int[] big = new int[1 << 16];

    int plus(int i) {
      return big.length + i;
    }
  }

  static Big tracked() {
    Big big = new Big();
    ref = new WeakReference<Object>(big);
    return big;
  }

  static int sum(Big big, int i) {
    return big.plus(i);
  }

  @Async
  static Result<Object> m() {
    log("");
    int receiver = tracked().plus(Await.of(later(1)));
    Await.of(laterGc(""));
    add(gc);
    int argument = sum(tracked(), Await.of(later(2)));
    Await.of(laterGc(""));
    add(gc);
    int element = new Big[] {tracked(), Await.of(later((Big) null))}[0].plus(3);
    Await.of(laterGc(""));
    add(gc);
    return ret(log() + "," + receiver + "," + argument + "," + element);
  }
}
