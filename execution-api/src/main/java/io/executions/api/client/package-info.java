/**
 * A typed client of the REST interface: {@link io.executions.api.client.ExecutionClient}, an
 * interface that a JAX-RS or MicroProfile implementation makes work. It speaks in the words of
 * {@link io.executions.api}; what the service refuses is a {@link
 * io.executions.api.client.ProblemException} in each style. Only this package needs JAX-RS 3.1 and
 * JSON-P 2.1 with an implementation; only injection and {@code RestClientBuilder} need
 * MicroProfile.
 *
 * <p>Injected by MicroProfile Rest Client, with {@code execution-service/mp-rest/url} and {@code
 * execution-service.token} in MicroProfile Config:
 *
 * <pre>{@code
 * @Inject @RestClient ExecutionClient client;
 * }</pre>
 *
 * <p>That is tested with RESTEasy's implementation and with Payara's. Built by MicroProfile Rest
 * Client:
 *
 * <pre>{@code
 * ExecutionClient client =
 *     RestClientBuilder.newBuilder()
 *         .baseUri(URI.create("http://127.0.0.1:8080/api"))
 *         .register(new BearerToken(token))
 *         .build(ExecutionClient.class);
 * }</pre>
 *
 * <p>RESTEasy ({@code resteasy-client} and a JSON-P implementation):
 *
 * <pre>{@code
 * Client http = ClientBuilder.newBuilder().register(new ExecutionClientFeature(token)).build();
 * ResteasyWebTarget service = (ResteasyWebTarget) http.target("http://127.0.0.1:8080/api");
 * ExecutionClient client = service.proxy(ExecutionClient.class);
 * }</pre>
 *
 * <p>Jersey ({@code jersey-proxy-client}; its own connector knows no PATCH, so take {@code
 * jersey-jnh-connector}):
 *
 * <pre>{@code
 * ClientConfig config = new ClientConfig().connectorProvider(new JavaNetHttpConnectorProvider());
 * Client http = ClientBuilder.newClient(config).register(new ExecutionClientFeature(token));
 * WebTarget service = http.target("http://127.0.0.1:8080/api");
 * ExecutionClient client = WebResourceFactory.newResource(ExecutionClient.class, service);
 * }</pre>
 *
 * <p>And then, with any of them:
 *
 * <pre>{@code
 * CreatedExecution created =
 *     client.createExecution(NewExecution.of("send-invoice", invoice), key, new Wait(10));
 * try {
 *   client.cancelExecution(created.id());
 * } catch (ProblemException e) {
 *   log(e.status(), e.errors());   // 409: it has ended
 * }
 * }</pre>
 *
 * <p>{@link io.executions.api.client.MoveEvents} hears of moves as they are made.
 */
package io.executions.api.client;
