package io.executions.it.library.application;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Books in one transaction with its completion; injected as any bean. */
@ApplicationScoped
public class BookingHandler implements ExecutionHandler<Booking, Booking.Receipt> {
  @Inject private Ledger ledger;
  @Inject private RequestNote note;
  @Inject private Caller caller;

  @Inject
  @ConfigProperty(name = "ledger.currency")
  private String currency;

  @Override
  public String type() {
    return "book";
  }

  @Override
  public boolean transactional() {
    return true;
  }

  @Override
  public Booking.Receipt handle(Booking booking, ExecutionContext context) {
    ledger.add(booking.entry);
    if (booking.end.equals("throw")) {
      throw new IllegalArgumentException("No such account");
    }
    Booking.Receipt receipt = new Booking.Receipt();
    receipt.booked = booking.entry;
    receipt.sum = booking.amounts.stream().mapToInt(Integer::intValue).sum();
    receipt.request = note.id();
    receipt.currency = currency;
    receipt.caller = caller.name();
    return receipt;
  }
}
