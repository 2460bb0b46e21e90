package io.executions.engine;

import io.executions.api.port.ClassesMissing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What keeps this process from answering requests, and what only another start can mend. Thread-
 * safe.
 */
@ApplicationScoped
public class RestartNeeded {
  private static final System.Logger LOG = System.getLogger(RestartNeeded.class.getName());

  /** Anybody may ask for health as often as they like. */
  private static final long LOOKED_AT_FOR = Duration.ofSeconds(1).toNanos();

  private final LongSupplier ticker;
  private Optional<ApplicationFiles> files = Optional.empty();
  private boolean filesMissing;
  private Long lookedAt;
  private boolean classesMissing;
  private boolean answering = true;

  /** For the container. */
  RestartNeeded() {
    this(System::nanoTime);
  }

  RestartNeeded(LongSupplier ticker) {
    this.ticker = ticker;
  }

  void deployed(@Observes @Initialized(ApplicationScoped.class) Object event) {
    try {
      watch(ApplicationFiles.ofThisOne());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Health cannot tell whether files of the application are missing", e);
    }
  }

  synchronized void watch(Optional<ApplicationFiles> applicationFiles) {
    files = applicationFiles;
  }

  /** Takes note that a request found a class missing. */
  synchronized void classesMissing(@Observes ClassesMissing event) {
    classesMissing = true;
  }

  /** Takes note of whether this application answers requests at all. */
  synchronized void setAnswering(boolean answering) {
    this.answering = answering;
  }

  synchronized boolean isAnswering() {
    return answering;
  }

  /** Returns whether files of the application are missing, on the way to any of its answers. */
  synchronized boolean isMissingFiles() {
    look();
    return filesMissing;
  }

  /** Returns what it is, in words for anybody; empty when there is none. */
  public synchronized Optional<String> text() {
    look();
    if (filesMissing) {
      return Optional.of("Files of the application are missing");
    }
    if (classesMissing) {
      return Optional.of("Classes of the application are missing");
    }
    return answering ? Optional.empty() : Optional.of("Requests are not answered");
  }

  private void look() {
    long now = ticker.getAsLong();
    if (lookedAt != null && now - lookedAt < LOOKED_AT_FOR) {
      return;
    }
    lookedAt = now;
    Optional<Path> missing = files.flatMap(ApplicationFiles::missing);
    if (missing.isPresent() && !filesMissing) {
      LOG.log(
          Level.ERROR,
          "Start this node anew, unless its readiness says that it would lose its database: {0} is"
              + " missing",
          missing.get());
    }
    filesMissing = missing.isPresent();
  }
}
