package io.executions.handlers.http;

import io.executions.api.PermanentFailureException;
import io.executions.settings.HttpAllow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Finds the addresses of a host that may be called. Nothing is kept: each request asks anew, and
 * goes to what was found. Safe for use by several threads.
 */
final class Addresses {
  /** Where host names are looked up. */
  @FunctionalInterface
  interface NameService {
    /** Returns all addresses of a host, a name or an address without brackets. */
    InetAddress[] lookUp(String host) throws UnknownHostException;
  }

  private final HttpAllow allow;
  private final NameService names;
  private final ExecutorService threads;

  /**
   * Makes one for that allow list.
   *
   * @param threads on which look-ups run, as nothing can interrupt them
   */
  Addresses(HttpAllow allow, NameService names, ExecutorService threads) {
    this.allow = allow;
    this.names = names;
    this.threads = threads;
  }

  /**
   * Returns the addresses that may be called, at least one, in the order of the name service.
   *
   * @throws PermanentFailureException if none of the host's addresses is allowed
   * @throws IOException if the host is unknown, or the call was stopped
   */
  List<InetAddress> permitted(Target target, CallStop stop)
      throws IOException, PermanentFailureException {
    List<InetAddress> permitted =
        Stream.of(lookUp(target, stop))
            .filter(address -> allow.permits(target.host(), address))
            .toList();
    if (permitted.isEmpty()) {
      throw new PermanentFailureException(
          target.shownHost() + " is not allowed by EXECUTION_HTTP_ALLOW");
    }
    return permitted;
  }

  private InetAddress[] lookUp(Target target, CallStop stop) throws IOException {
    Future<InetAddress[]> answer = threads.submit(() -> names.lookUp(target.host()));
    stop.blockedIn(() -> answer.cancel(true));
    try {
      return answer.get();
    } catch (CancellationException e) {
      stop.check(target, e);
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.check(target, e);
      throw CallStop.cancelled(target, e);
    } catch (ExecutionException e) {
      boolean unknown = e.getCause() instanceof UnknownHostException;
      throw new HttpFailureException(
          (unknown ? "Unknown host " : "Could not look up ") + target.shownHost(), e.getCause());
    }
  }
}
