package com.example.orders;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import io.executions.api.PermanentFailureException;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;

/**
 * Sends a message; here, to the log. No transaction can span a mail server, so an attempt may run
 * again after a crash: the key lets the other side recognise what it was sent before.
 */
@ApplicationScoped
public class TellCustomer implements ExecutionHandler<TellCustomer.Message, TellCustomer.Sent> {
  static final String TYPE = "tell-customer";

  private static final System.Logger LOG = System.getLogger(TellCustomer.class.getName());

  /** The input. */
  public static class Message {
    public String to;
    public String text;
  }

  /** The output. */
  public static class Sent {
    public String key;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Sent handle(Message message, ExecutionContext context) throws PermanentFailureException {
    if (message.to == null || !message.to.contains("@")) {
      throw new PermanentFailureException("No address: " + message.to);
    }
    Sent sent = new Sent();
    sent.key = "execution-" + context.id();
    LOG.log(Level.INFO, "To {0}: {1} ({2})", message.to, message.text, sent.key);
    return sent;
  }
}
