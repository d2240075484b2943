// New objects that are assigned, thrown, dereferenced, stored and discarded.
// expect: 1,2,3,[4],5,6,7
class T {
  static Box last;

  static class Box {
    int v;

    Box(int v) {
      this.v = v;
    }

    public String toString() {
      return "" + v;
    }
  }

  static class Boom extends RuntimeException {
    final Box box;

    Boom(Box box) {
      this.box = box;
    }
  }

  @Async
  static Result<Object> m() {
    log("");
    Box local = last = new Box(Await.of(later(1)));
    add(local == last ? local : "!");
    add(++new Box(Await.of(later(1))).v);
    Box[] boxes = new Box[2];
    boxes[Await.of(later(1))] = new Box(Await.of(later(3)));
    add(boxes[1]);
    add(Arrays.toString(new Box[] {new Box(Await.of(later(4)))}));
    try {
      throw new Boom(new Box(Await.of(later(5))));
    } catch (Boom e) {
      add(e.box);
    }
    new Box(Await.of(laterRun(0, () -> add(6))));
    return ret(log() + "," + new Box(new Box(new Box(Await.of(later(7))).v).v));
  }
}
