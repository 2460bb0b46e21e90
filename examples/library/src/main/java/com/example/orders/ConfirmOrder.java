package com.example.orders;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import io.executions.api.ExecutionService;
import io.executions.api.NewExecution;
import io.executions.api.PermanentFailureException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Confirms an order. The order's row, the execution that tells the customer, and the status {@code
 * completed} of this one are committed together, so each order is confirmed once and told once.
 */
@ApplicationScoped
public class ConfirmOrder implements ExecutionHandler<OrderId, Void> {
  static final String TYPE = "confirm-order";

  @PersistenceContext private EntityManager entityManager;
  @Inject private ExecutionService executions;

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public boolean transactional() {
    return true;
  }

  @Override
  public Void handle(OrderId input, ExecutionContext context) throws PermanentFailureException {
    Order order = entityManager.find(Order.class, input.order);
    if (order == null) {
      throw new PermanentFailureException("No such order: " + input.order);
    }
    order.confirm();
    TellCustomer.Message message = new TellCustomer.Message();
    message.to = order.getCustomer();
    message.text = "Your order %s is on its way".formatted(order.getId());
    executions.createExecution(NewExecution.of(TellCustomer.TYPE, message).withMaxAttempts(10));
    return null;
  }
}
