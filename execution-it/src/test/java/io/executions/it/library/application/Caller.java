package io.executions.it.library.application;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** Tells for whom the server takes whoever calls. */
@Stateless
public class Caller {
  @Resource private SessionContext session;

  /** Returns the name of the caller's principal. */
  public String name() {
    return session.getCallerPrincipal().getName();
  }
}
