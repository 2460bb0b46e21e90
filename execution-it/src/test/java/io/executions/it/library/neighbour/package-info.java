/** Applications that are nothing but a handler, on the database of another one. */
package io.executions.it.library.neighbour;
