package slipway.e2e.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// Sets the clock of one JVM wrong. The host shares its clock with this machine, and libfaketime
/// makes a JVM wait for ever.
public final class WrongClock implements ClassFileTransformer {
  private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");
  private static final MethodTypeDesc PLUS = MethodTypeDesc.of(INSTANT, ConstantDescs.CD_long);

  private final long seconds;

  private WrongClock(long seconds) {
    this.seconds = seconds;
  }

  /// Called by the JVM.
  ///
  /// @param seconds by which its clock is to be fast
  public static void premain(String seconds, Instrumentation instrumentation)
      throws UnmodifiableClassException {
    instrumentation.addTransformer(new WrongClock(Long.parseLong(seconds)), true);
    instrumentation.retransformClasses(Clock.class);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> type,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (!name.equals("java/time/Clock")) {
      return null;
    }
    ClassFile format = ClassFile.of();
    return format.transformClass(
        format.parse(bytes),
        ClassTransform.transformingMethodBodies(
            method -> method.methodName().equalsString("currentInstant"),
            (code, element) -> {
              if (element instanceof ReturnInstruction) {
                code.loadConstant(seconds).invokevirtual(INSTANT, "plusSeconds", PLUS);
              }
              code.with(element);
            }));
  }

  /// Writes it as an agent for `-javaagent`.
  static void writeJar(Path file) {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", WrongClock.class.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    String entry = WrongClock.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        InputStream code = WrongClock.class.getClassLoader().getResourceAsStream(entry)) {
      jar.putNextEntry(new JarEntry(entry));
      jar.write(code.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
