package dev.weft.weaver.program;

/** A static field of each type that generated programs know, and a lock. */
public final class Statics {

  public static final Object LOCK = new Object();

  public static boolean sBoolean;
  public static byte sByte;
  public static short sShort;
  public static char sChar;
  public static int sInt;
  public static long sLong;
  public static float sFloat;
  public static double sDouble;
  public static String sString;
  public static Object sObject;
  public static int[] sInts;
  public static String[] sStrings;

  private Statics() {}

  /** Gives the fields their first values. */
  public static void reset() {
    sBoolean = true;
    sByte = 100;
    sShort = 1000;
    sChar = '\u00ff';
    sInt = 1;
    sLong = 1;
    sFloat = 1.5f;
    sDouble = 1.5;
    sString = "a";
    sObject = 7;
    sInts = new int[] {3, 4};
    sStrings = new String[] {null, "z"};
  }
}
