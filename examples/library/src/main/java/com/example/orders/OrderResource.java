package com.example.orders;

import io.executions.api.ExecutionService;
import io.executions.api.NewExecution;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Takes orders, and shows them. */
@Path("orders")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class OrderResource {
  private static final int IN_STOCK = 100;

  @PersistenceContext private EntityManager entityManager;
  @Inject private ExecutionService executions;

  /** Puts all resources at the application's root. */
  @ApplicationPath("/")
  public static class Root extends Application {}

  /** What somebody wants to order. */
  public static class Wish {
    public String customer;
    public int quantity;
  }

  /** Takes an order. It is stored together with the execution that confirms it, or not at all. */
  @POST
  @Transactional
  public Response place(Wish wish) {
    Order order = new Order(wish.customer, wish.quantity);
    entityManager.persist(order);
    executions.createExecution(
        NewExecution.of(ConfirmOrder.TYPE, OrderId.of(order)).withMaxAttempts(5));
    if (order.getQuantity() > IN_STOCK) {
      // Rolls the transaction back: neither the order nor its execution is left.
      throw new ClientErrorException("Not in stock", Response.Status.CONFLICT);
    }
    return Response.created(URI.create("orders/" + order.getId())).entity(order).build();
  }

  /** Shows an order. */
  @GET
  @Path("{id}")
  public Order get(@PathParam("id") String id) {
    Order order = entityManager.find(Order.class, id);
    if (order == null) {
      throw new NotFoundException();
    }
    return order;
  }
}
