package com.example.orders;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** What a customer ordered. */
@Entity
@Table(name = "orders")
public class Order {
  @Id private String id;
  private String customer;
  private int quantity;
  private boolean confirmed;

  /** For JPA. */
  protected Order() {}

  /** Makes one that is not confirmed. */
  public Order(String customer, int quantity) {
    this.id = UUID.randomUUID().toString();
    this.customer = customer;
    this.quantity = quantity;
  }

  public String getId() {
    return id;
  }

  public String getCustomer() {
    return customer;
  }

  public int getQuantity() {
    return quantity;
  }

  public boolean isConfirmed() {
    return confirmed;
  }

  /** Confirms it. */
  public void confirm() {
    confirmed = true;
  }
}
