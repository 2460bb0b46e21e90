package io.executions.it.servers;

import io.executions.testing.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds free ports of the loopback address, and tells what a process listens on. */
final class LoopbackPorts {
  private static final String LISTENS = "0A";
  private static final Set<String> LOOPBACK_V6 =
      Set.of("00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

  private LoopbackPorts() {}

  /** Returns ports that nobody listens on, no two of them alike. */
  static List<Integer> free(int count) {
    return IntStream.range(0, count).mapToObj(port -> LoopbackPort.free()).toList();
  }

  /** Returns the ports that the process listens on, as Linux tells them. */
  static Set<Integer> listening(long pid) throws IOException {
    return listeners(pid).map(Listener::port).collect(Collectors.toSet());
  }

  /** Returns the ports that the process listens on for others than this machine. */
  static Set<Integer> listeningBeyondLoopback(long pid) throws IOException {
    return listeners(pid)
        .filter(listener -> !listener.isLoopback())
        .map(Listener::port)
        .collect(Collectors.toSet());
  }

  private static Stream<Listener> listeners(long pid) throws IOException {
    Set<String> own = sockets(pid);
    List<String> lines = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      lines.addAll(Files.readAllLines(Path.of("/proc/net", table)));
    }
    return lines.stream()
        .map(line -> line.trim().split("\\s+"))
        .filter(fields -> fields.length > 9 && fields[3].equals(LISTENS) && own.contains(fields[9]))
        .map(fields -> fields[1].split(":"))
        .map(local -> new Listener(local[0], Integer.parseInt(local[1], 16)));
  }

  /** Returns the inodes of the sockets that the process has open. */
  private static Set<String> sockets(long pid) throws IOException {
    Path open = Path.of("/proc", String.valueOf(pid), "fd");
    String[] names = open.toFile().list();
    return Arrays.stream(names == null ? new String[0] : names)
        .map(name -> target(open.resolve(name)))
        .filter(target -> target.startsWith("socket:["))
        .map(target -> target.substring("socket:[".length(), target.length() - 1))
        .collect(Collectors.toSet());
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  /** A listening socket; its address as Linux writes it, in the machine's order of bytes. */
  private record Listener(String address, int port) {
    boolean isLoopback() {
      return address.length() == 8 ? address.endsWith("7F") : LOOPBACK_V6.contains(address);
    }
  }
}
