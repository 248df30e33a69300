import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lays out the files of the image as they will stand in it: a Java runtime of the modules that are
 * needed, the jars, the JVM's options and the cache that a training run leaves behind. All files get
 * one time, because the JVM compares a jar's size and time with those it was trained on.
 *
 * <pre>java ImageRoot.java &lt;distribution&gt; &lt;bill of materials&gt; &lt;root&gt; &lt;time&gt; &lt;train: true|false&gt;</pre>
 */
final class ImageRoot {
  /** What the classes name, and beside it what is found by name at run time only. */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming", // names of hosts in certificates, LDAP names of Kafka's principals
          "java.net.http",
          "java.security.jgss", // named by Kafka and httpclient; no sink offers GSSAPI or SPNEGO
          "java.security.sasl", // Kafka's SASL: SCRAM, PLAIN, OAUTHBEARER
          "java.sql", // java.sql.Timestamp in Jackson and Gson
          "java.xml",
          "jdk.crypto.ec", // service only: elliptic curves of providers
          "jdk.jfr", // Netty's events; recordings asked for with JAVA_TOOL_OPTIONS
          "jdk.management",
          "jdk.net",
          "jdk.unsupported", // sun.misc.Unsafe: Netty, protobuf
          "jdk.zipfs"); // service only: paths inside jars

  /** What classes name and this program never loads. */
  private static final Map<String, String> DISPENSABLE =
      Map.of(
          "java.compiler", "annotation processors, in the jar of Vert.x",
          "java.desktop", "java.beans, which Jackson and SnakeYAML look for and do without");

  private static final String IN_IMAGE = "/opt/heapster";
  private static final int TRAINING_MINUTES = 5;

  private final Path distribution;
  private final Path root;
  private final Path home;

  private ImageRoot(Path distribution, Path root) {
    this.distribution = distribution;
    this.root = root;
    this.home = root.resolve(IN_IMAGE.substring(1));
  }

  public static void main(String[] arguments) throws Exception {
    requireLinux();
    var image = new ImageRoot(Path.of(arguments[0]), Path.of(arguments[2]).toAbsolutePath());
    image.clear();
    Files.createDirectories(image.root.resolveSibling("classes")); // none, but Jib looks for them
    image.copyFiles(Path.of(arguments[1]));
    image.requireModules();
    image.linkRuntime();
    boolean train = Boolean.parseBoolean(arguments[4]);
    image.writeOptions(train);
    image.setTimes(Instant.parse(arguments[3]));
    if (train) {
      image.train();
      image.setTimes(Instant.parse(arguments[3]));
    }
  }

  private static void requireLinux() {
    String system = System.getProperty("os.name");
    if (!system.equals("Linux")) {
      throw new IllegalStateException(
          "the image can be built on Linux only, this is " + system
              + ": jlink makes a runtime for the system it runs on");
    }
  }

  private void clear() throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private void copyFiles(Path bom) throws IOException {
    Files.createDirectories(home.resolve("lib"));
    for (Path jar : jarsIn(distribution)) {
      copy(jar, home.resolve("lib").resolve(jar.getFileName()));
    }
    for (String name : List.of("LICENSE", "NOTICE", "jvm.options")) {
      copy(distribution.resolve(name), home.resolve(name));
    }
    if (Files.exists(bom)) {
      copy(bom, home.resolve(bom.getFileName()));
    } else {
      System.err.println("no bill of materials in the image: Maven, offline (-o), makes none");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** By name: the order on the class path must not depend on a file system. */
  private static List<Path> jarsIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("lib"))) {
      return all.filter(each -> each.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** Fails when a class names a package of a module that the runtime will not have. */
  private void requireModules() throws IOException {
    Map<String, String> modules = packagesOfTheJdk();
    var missing = new TreeMap<String, Set<String>>();
    for (Path jar : jarsIn(home)) {
      for (String name : namedBy(jar, modules)) {
        if (!linked().contains(name) && !DISPENSABLE.containsKey(name)) {
          missing.computeIfAbsent(name, _ -> new TreeSet<>()).add(jar.getFileName().toString());
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "modules of the JDK that classes need and the runtime of the image has not; add them to"
              + " MODULES of ImageRoot.java, or say in DISPENSABLE why not: "
              + missing);
    }
  }

  /** With those that the modules require themselves. */
  private static Set<String> linked() {
    var all = new TreeSet<String>();
    MODULES.forEach(name -> addRequired(name, all));
    return all;
  }

  private static void addRequired(String name, Set<String> all) {
    if (all.add(name)) {
      ModuleDescriptor descriptor = ModuleFinder.ofSystem().find(name).orElseThrow().descriptor();
      descriptor.requires().stream()
          .filter(each -> !each.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
          .forEach(each -> addRequired(each.name(), all));
    }
  }

  private static Map<String, String> packagesOfTheJdk() {
    var modules = new HashMap<String, String>();
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      for (String each : module.descriptor().packages()) {
        modules.put(each.replace('.', '/'), module.descriptor().name());
      }
    }
    return modules;
  }

  private static Set<String> namedBy(Path jar, Map<String, String> modules) throws IOException {
    var named = new TreeSet<String>();
    try (var file = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        if (entry.getName().endsWith(".class") && !entry.getName().endsWith("-info.class")) {
          try (InputStream in = file.getInputStream(entry)) {
            addNamed(in.readAllBytes(), modules, named);
          }
        }
      }
    }
    return named;
  }

  private static void addNamed(byte[] code, Map<String, String> modules, Set<String> named) {
    for (PoolEntry entry : ClassFile.of().parse(code).constantPool()) {
      if (entry instanceof ClassEntry type) {
        String name = type.asInternalName().replaceFirst("^\\[+L", ""); // of an array its element
        String module = modules.get(name.substring(0, Math.max(0, name.lastIndexOf('/'))));
        if (module != null) {
          named.add(module);
        }
      }
    }
  }

  /** Not compressed: the image is, and better; and a start need not unpack anything. */
  private void linkRuntime() {
    var command =
        List.of(
            "--add-modules",
            String.join(",", MODULES),
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress=zip-0",
            "--output",
            root.resolve("opt/java").toString());
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    if (jlink.run(System.out, System.err, command.toArray(String[]::new)) != 0) {
      throw new IllegalStateException("jlink failed; its words are above");
    }
  }

  /** All that stands before the main class; one file, because one may not name another. */
  private void writeOptions(boolean trained) throws IOException {
    String cache = trained ? "-XX:AOTCache=" + IN_IMAGE + "/heapster.aot\n" : "";
    Files.writeString(
        home.resolve("java.options"),
        Files.readString(home.resolve("jvm.options"))
            + (cache + "-cp\n" + classPath(IN_IMAGE) + "\n"));
  }

  private String classPath(String where) throws IOException {
    return jarsIn(home).stream()
        .map(each -> where + "/lib/" + each.getFileName())
        .collect(Collectors.joining(":"));
  }

  /** One time for all, and for the folders too, which the archives keep. */
  private void setTimes(Instant time) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.toList()) {
        Files.setLastModifiedTime(each, FileTime.from(time));
      }
    }
  }

  /** Settings of a daemon, and what the JVM would add to the flags it is trained with. */
  private static boolean isForOthers(String variable) {
    return variable.startsWith("HEAPSTER_")
        || Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS").contains(variable);
  }

  private void train() throws IOException, InterruptedException {
    Path cache = home.resolve("heapster.aot");
    Path log = root.resolveSibling("training.log");
    var command =
        List.of(
            root.resolve("opt/java/bin/java").toString(),
            "@" + home.resolve("jvm.options"),
            "-XX:AOTCacheOutput=" + cache,
            "-cp",
            classPath(home.toString()),
            "io.heapster.app.Heapster",
            "train",
            "--port=0");
    var training =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    training.environment().keySet().removeIf(ImageRoot::isForOthers);
    Process run = training.start();
    boolean ended = run.waitFor(TRAINING_MINUTES, TimeUnit.MINUTES);
    if (!ended || run.exitValue() != 0 || !Files.exists(cache)) {
      run.destroyForcibly();
      throw new IllegalStateException("the training run failed; it left its words in " + log);
    }
  }
}
