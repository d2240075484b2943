package app;

import dev.weft.LoopThread;
import processors.Service;

@Service
public class Main {
  public static void main(String[] args) throws Exception {
    try (LoopThread loop = LoopThread.start("loop")) {
      System.out.println(new MainServiceBlocking(loop, new MainService()).call());
    }
  }
}
