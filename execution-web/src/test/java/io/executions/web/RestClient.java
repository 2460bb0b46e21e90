package io.executions.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client that holds each documented answer against the OpenAPI document. Immutable. */
public final class RestClient {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI api;
  private final OpenApiDocument document;
  private final List<String> headers;

  /**
   * Makes one.
   *
   * @param api the address of the interface, without a last slash
   * @param headers names and values by turns
   */
  public RestClient(URI api, OpenApiDocument document, List<String> headers) {
    this.api = api;
    this.document = document;
    this.headers = List.copyOf(headers);
  }

  /** An answer. */
  public record Answer(HttpResponse<String> response) {
    /** Returns the status. */
    public int status() {
      return response.statusCode();
    }

    /** Returns a header. */
    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    /** Returns the body. */
    public JsonNode json() {
      try {
        return new ObjectMapper().readTree(response.body());
      } catch (JsonProcessingException e) {
        throw new AssertionError("No JSON: " + response.body(), e);
      }
    }

    /** Returns the id of the execution in the body. */
    public long id() {
      return json().get("id").asLong();
    }

    /** Returns the pointers of all faults. */
    public List<String> pointers() {
      List<String> pointers = new ArrayList<>();
      json().path("errors").forEach(error -> pointers.add(error.get("pointer").asText()));
      return pointers;
    }
  }

  /** Returns a client that sends one more header. */
  public RestClient with(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new RestClient(api, document, more);
  }

  /** Gets the path of an operation, filled in. */
  public Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  /** Posts nothing. */
  public Answer post(String path) {
    return send("POST", path, BodyPublishers.noBody());
  }

  /** Posts JSON. */
  public Answer post(String path, String body) {
    return with("Content-Type", "application/json")
        .send("POST", path, BodyPublishers.ofString(body));
  }

  /** Patches with JSON. */
  public Answer patch(String path, String body) {
    return with("Content-Type", "application/json")
        .send("PATCH", path, BodyPublishers.ofString(body));
  }

  /** Deletes. */
  public Answer delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  /** Sends anything. */
  public Answer send(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api + path)).method(method, body);
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    try {
      Answer answer = new Answer(http.send(request.build(), BodyHandlers.ofString()));
      check(method, path, answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void check(String method, String path, Answer answer) {
    document
        .operation(method, path.replaceFirst("\\?.*", ""))
        .ifPresent(
            operation -> {
              String mediaType =
                  answer.header("Content-Type").orElse("none").replaceFirst(";.*", "");
              assertThat(
                      document.faults(
                          operation, answer.status(), mediaType, answer.response().body()))
                  .as("%s answered %d %s", operation, answer.status(), answer.response().body())
                  .isEmpty();
            });
  }
}
