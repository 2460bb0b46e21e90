package com.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.executions.api.ExecutionContext;
import io.executions.api.PermanentFailureException;
import org.junit.jupiter.api.Test;

/** A handler is a plain object: nothing needs to be started. */
class TellCustomerTest {
  private final TellCustomer handler = new TellCustomer();

  @Test
  void sendsEachAttemptOfAnExecutionWithTheSameKey() throws Exception {
    assertEquals("execution-7", handler.handle(to("ada@example.com"), attempt(1)).key);
    assertEquals("execution-7", handler.handle(to("ada@example.com"), attempt(2)).key);
  }

  @Test
  void doesNotTryAgainWithoutAnAddress() {
    assertThrows(PermanentFailureException.class, () -> handler.handle(to("nowhere"), attempt(1)));
  }

  private static TellCustomer.Message to(String address) {
    TellCustomer.Message message = new TellCustomer.Message();
    message.to = address;
    message.text = "Hello";
    return message;
  }

  private static ExecutionContext attempt(int number) {
    return new ExecutionContext() {
      @Override
      public long id() {
        return 7;
      }

      @Override
      public int attempt() {
        return number;
      }

      @Override
      public String type() {
        return TellCustomer.TYPE;
      }

      @Override
      public boolean isCancelled() {
        return false;
      }

      @Override
      public void onCancel(Runnable action) {
        throw new UnsupportedOperationException("Nobody cancels here");
      }
    };
  }
}
