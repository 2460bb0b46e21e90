/** What the application under test adds to the product: handlers that write down what they do. */
package io.executions.it.faults.application;
