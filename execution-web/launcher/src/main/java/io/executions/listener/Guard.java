package io.executions.listener;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/** Nearest to the socket: knows each client and counts what goes out to it. */
final class Guard extends BaseFilter {
  private static final Attribute<Client> CLIENT =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("io.executions.client");

  /** So that no thread waits for a client to read; {@link Clients} bounds all of them together. */
  private static final int UNBOUNDED = -1;

  /**
   * What the operating system keeps of answers. It would take up to 4 MiB, and nobody could say
   * whether that has been read.
   */
  private static final int SYSTEM_BYTES = 256 << 10;

  private final Clients clients;

  Guard(Clients clients) {
    this.clients = clients;
  }

  static Client clientOf(FilterChainContext ctx) {
    return CLIENT.get(ctx.getConnection());
  }

  @Override
  public NextAction handleAccept(FilterChainContext ctx) throws IOException {
    TCPNIOConnection connection = (TCPNIOConnection) ctx.getConnection();
    ((SocketChannel) connection.getChannel())
        .setOption(StandardSocketOptions.SO_SNDBUF, SYSTEM_BYTES);
    Client client = new Client(connection, clients);
    CLIENT.set(connection, client);
    connection.setMaxAsyncWriteQueueSize(UNBOUNDED);
    clients.add(client);
    connection.addCloseListener((closeable, type) -> clients.remove(client));
    return ctx.getInvokeAction();
  }

  @Override
  public NextAction handleRead(FilterChainContext ctx) {
    Client client = clientOf(ctx);
    Buffer input = ctx.getMessage();
    if (!client.isLeaving()) {
      try {
        client.check(input, input.position());
        return ctx.getInvokeAction();
      } catch (RefusedException e) {
        client.refuse(e.refusal());
      }
    }
    input.tryDispose();
    return ctx.getStopAction();
  }

  @Override
  public NextAction handleWrite(FilterChainContext ctx) throws IOException {
    if (ctx.getMessage() instanceof Buffer output && output.hasRemaining()) {
      Client client = clientOf(ctx);
      long bytes = output.remaining();
      client.writes(bytes);
      var context = ctx.getTransportContext();
      context.setCompletionHandler(new Counted(client, bytes, context.getCompletionHandler()));
    }
    return ctx.getInvokeAction();
  }

  /** Says when bytes have been written, or never will be. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  private record Counted(Client client, long bytes, CompletionHandler next)
      implements CompletionHandler<WriteResult> {
    @Override
    public void completed(WriteResult result) {
      client.wrote(bytes);
      if (next != null) {
        next.completed(result);
      }
    }

    @Override
    public void cancelled() {
      client.wrote(bytes);
      if (next != null) {
        next.cancelled();
      }
    }

    @Override
    public void failed(Throwable thrown) {
      client.wrote(bytes);
      if (next != null) {
        next.failed(thrown);
      }
    }

    @Override
    public void updated(WriteResult result) {
      if (next != null) {
        next.updated(result);
      }
    }
  }
}
