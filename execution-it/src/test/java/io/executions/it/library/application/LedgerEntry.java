package io.executions.it.library.application;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One line of the ledger. */
@Entity
@Table(name = "ledger")
public class LedgerEntry {
  @Id
  @Column(name = "entry", length = 100)
  private String text;

  /** For the provider only. */
  protected LedgerEntry() {}

  /** Makes one. */
  public LedgerEntry(String text) {
    this.text = text;
  }

  /** Returns what it says. */
  public String text() {
    return text;
  }
}
