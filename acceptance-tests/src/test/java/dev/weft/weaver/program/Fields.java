package dev.weft.weaver.program;

/** Fields of every type. */
public class Fields {

  public boolean booleanField = true;
  public byte byteField = 100;
  public short shortField = 1000;
  public char charField = 'f';
  public int intField = 100_000;
  public long longField = 10_000_000_000L;
  public float floatField = 0.5f;
  public double doubleField = 0.25;
  public String stringField = "f";
  public Object objectField = "o";

  public static boolean booleanStatic = true;
  public static byte byteStatic = 100;
  public static short shortStatic = 1000;
  public static char charStatic = 'f';
  public static int intStatic = 100_000;
  public static long longStatic = 10_000_000_000L;
  public static float floatStatic = 0.5f;
  public static double doubleStatic = 0.25;
  public static String stringStatic = "f";
  public static Object objectStatic = "o";

  /** Gives the static fields the values they were born with. */
  public static void reset() {
    booleanStatic = true;
    byteStatic = 100;
    shortStatic = 1000;
    charStatic = 'f';
    intStatic = 100_000;
    longStatic = 10_000_000_000L;
    floatStatic = 0.5f;
    doubleStatic = 0.25;
    stringStatic = "f";
    objectStatic = "o";
  }

  @Override
  public String toString() {
    return "Fields";
  }
}
