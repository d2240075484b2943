module app {
  requires dev.weft;
}
