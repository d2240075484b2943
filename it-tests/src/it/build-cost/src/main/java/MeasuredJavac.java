import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import javax.tools.ToolProvider;

/** Runs javac, then prints the milliseconds of CPU time that this JVM has taken. */
public class MeasuredJavac {

  public static void main(String[] arguments) {
    int result = ToolProvider.getSystemJavaCompiler().run(null, System.err, null, arguments);
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.out.println(result == 0 ? system.getProcessCpuTime() / 1_000_000 : -1);
  }
}
