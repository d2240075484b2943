// Array initializer new int[]{1, await, 3}.
// expect: [1, 2, 3]
class T {
  @Async
  static Result<Object> m() {
    int[] a = new int[] {1, Await.of(later(2)), 3};
    return ret(Arrays.toString(a));
  }
}
