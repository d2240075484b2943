package com.example;

import dev.weft.Await;
import dev.weft.Coroutine;

class Broken {
  static String await() {
    return Await.of(Coroutine.of(""));
  }
}
