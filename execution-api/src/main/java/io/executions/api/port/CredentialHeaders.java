package io.executions.api.port;

/** Which HTTP headers may carry a credential, as this node was told. Thread-safe. */
public interface CredentialHeaders {
  /** Returns whether a header of that name may carry a credential; upper and lower case alike. */
  boolean contain(String name);
}
