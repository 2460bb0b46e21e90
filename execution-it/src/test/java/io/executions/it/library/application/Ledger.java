package io.executions.it.library.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;

/** The application's own data, in the service's database. Joins the caller's transaction. */
@ApplicationScoped
public class Ledger {
  @PersistenceContext private EntityManager entityManager;

  /** Adds an entry. */
  @Transactional
  public void add(String entry) {
    entityManager.persist(new LedgerEntry(entry));
  }

  /** Returns all entries that are committed, in alphabetical order. */
  public List<String> entries() {
    return entityManager
        .createQuery("SELECT e.text FROM LedgerEntry e ORDER BY e.text", String.class)
        .getResultList();
  }
}
