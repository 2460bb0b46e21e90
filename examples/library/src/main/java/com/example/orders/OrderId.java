package com.example.orders;

/** The input of the handlers here: which order. JSON-B reads and writes it. */
public class OrderId {
  public String order;

  static OrderId of(Order order) {
    OrderId id = new OrderId();
    id.order = order.getId();
    return id;
  }
}
