package io.executions.listener;

import io.executions.listener.RequestRules.Body;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpPacketParsing;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.KeepAlive;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Makes requests of bytes and bytes of answers. It lets the server's parser see only heads that
 * {@link RequestHead} and {@link RequestRules} have found in order.
 */
final class RequestCodec extends HttpServerFilter {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /**
   * Headers that the server would act upon by itself. It sees them under a name that means nothing.
   */
  private static final Set<String> HIDDEN = Set.of("expect", "upgrade", "http2-settings");

  private final long mostBodyBytes;

  @SuppressWarnings("deprecation")
  RequestCodec(long mostBodyBytes) {
    super(
        true,
        HeadEnd.MOST_BYTES,
        null,
        new KeepAlive(),
        null,
        RequestHead.MOST_HEADERS,
        RequestHead.MOST_HEADERS);
    this.mostBodyBytes = mostBodyBytes;
  }

  @Override
  protected boolean decodeHttpPacket(
      FilterChainContext ctx, HttpPacketParsing packet, Buffer input) {
    Client client = Guard.clientOf(ctx);
    if (!client.isConnected()) {
      throw new RefusedException(Refusal.GONE);
    }
    client.headBegins();
    int start = input.position();
    int length = HeadEnd.find(index -> input.get(start + index), input.remaining());
    if (length < 0) {
      return false;
    }
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = input.get(start + index);
    }
    RequestHead head = RequestHead.read(bytes);
    client.asksForHeadOnly(head.method().equals("HEAD"));
    Body body = RequestRules.check(head, mostBodyBytes);
    client.bodyBegins(body.chunked());
    client.check(input, start + length);
    if (body.asked() && input.remaining() == length) {
      ctx.write(Buffers.wrap(ctx.getMemoryManager(), CONTINUE));
    }
    for (RequestHead.Header header : head.headers()) {
      if (HIDDEN.contains(header.name())) {
        input.put(start + header.offset(), (byte) '-');
      }
    }
    return super.decodeHttpPacket(ctx, packet, input);
  }

  @Override
  protected void onHttpHeaderError(HttpHeader header, FilterChainContext ctx, Throwable thrown) {
    refuse(ctx, thrown);
  }

  @Override
  protected void onHttpContentError(HttpHeader header, FilterChainContext ctx, Throwable thrown) {
    refuse(ctx, thrown);
    header.setContentBroken(true);
  }

  private static void refuse(FilterChainContext ctx, Throwable thrown) {
    Guard.clientOf(ctx)
        .refuse(
            thrown instanceof RefusedException known
                ? known.refusal()
                : Refusal.malformed("The request is not well-formed."));
  }

  @Override
  public NextAction handleEvent(FilterChainContext ctx, FilterChainEvent event) throws IOException {
    if (event.type() == RESPONSE_COMPLETE_EVENT.type()) {
      Guard.clientOf(ctx).answered();
    }
    return super.handleEvent(ctx, event);
  }
}
