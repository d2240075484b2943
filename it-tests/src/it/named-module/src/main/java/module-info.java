module com.example.greeter {
  requires dev.weft;
}
