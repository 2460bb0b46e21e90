package io.executions.engine;

import io.executions.api.ExecutionService;
import io.executions.handlers.Handler;
import io.executions.handlers.Handlers;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/**
 * Loads the classes of the product, and of Flyway, ahead of their use. Payara closes the archives
 * of an application when it has started it, even while a thread loads a class from them; and the
 * virtual machine never tries again to link what it could not link once.
 */
final class ClassPreloader {
  private static final System.Logger LOG = System.getLogger(ClassPreloader.class.getName());
  private static final String CLASS = ".class";
  private static final String OWN = "(io/executions|org/flywaydb)/.+\\" + CLASS;

  private ClassPreloader() {}

  /** Loads them where they come from an archive; other servers keep theirs open. */
  static void load(Handlers handlers) {
    Set<String> loaded = new HashSet<>();
    Stream.concat(
            Stream.of(ExecutionService.class, ClassPreloader.class, Flyway.class),
            builtIn(handlers))
        .forEach(
            one -> {
              CodeSource source = one.getProtectionDomain().getCodeSource();
              URL place = source == null ? null : source.getLocation();
              if (isArchive(place) && loaded.add(place.getPath())) {
                load(place, one.getClassLoader());
              }
            });
  }

  private static Stream<Class<?>> builtIn(Handlers handlers) {
    return handlers.all().values().stream().filter(Handler::builtIn).map(Handler::declaredClass);
  }

  private static boolean isArchive(URL place) {
    return place != null && place.getProtocol().equals("file") && place.getPath().endsWith(".jar");
  }

  private static void load(URL archive, ClassLoader loader) {
    try (JarFile jar = new JarFile(new File(archive.toURI()))) {
      jar.stream()
          .map(JarEntry::getName)
          .filter(name -> name.matches(OWN))
          .forEach(name -> load(name, loader));
    } catch (IOException | URISyntaxException | IllegalArgumentException e) {
      LOG.log(Level.DEBUG, "Classes are loaded when they are used", e);
    }
  }

  private static void load(String entry, ClassLoader loader) {
    String name = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
    try {
      Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      // It is for a library that is not here, so nobody is going to use it.
      LOG.log(Level.DEBUG, "Not loaded: {0}", name);
    }
  }
}
