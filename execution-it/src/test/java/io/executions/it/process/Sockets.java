package io.executions.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The sockets on which a process can be reached, as the kernel of Linux tells them. */
final class Sockets {
  private static final String LISTENS = "0A";

  private Sockets() {}

  /**
   * Returns one text for each TCP socket that listens and each UDP socket, such as {@code tcp6
   * 0000000000000000FFFF00000100007F:1F90}: protocol, address and port as hexadecimal digits.
   */
  static List<String> open(long pid) throws IOException {
    Set<String> inodes = inodes(pid);
    List<String> sockets = new ArrayList<>();
    for (String protocol : List.of("tcp", "tcp6", "udp", "udp6", "raw", "raw6")) {
      List<String> rows = Files.readAllLines(Path.of("/proc/net", protocol));
      for (String row : rows.subList(1, rows.size())) {
        String[] fields = row.strip().split(" +");
        boolean reachable = !protocol.startsWith("tcp") || fields[3].equals(LISTENS);
        if (reachable && inodes.contains(fields[9])) {
          sockets.add(protocol + " " + fields[1]);
        }
      }
    }
    return sockets;
  }

  private static Set<String> inodes(long pid) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor)) {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring(8, target.length() - 1));
          }
        }
      }
    }
    return inodes;
  }
}
