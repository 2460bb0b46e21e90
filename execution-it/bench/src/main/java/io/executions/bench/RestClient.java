package io.executions.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks a node of this service over REST, on a connection that it keeps. */
final class RestClient {
  private static final int OK = 200;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Node node;

  RestClient(Node node) {
    this.node = node;
  }

  /** Returns a request with a body, to be sent any number of times. */
  HttpRequest post(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  /** Returns a request for a creation that is answered when it has ended, within half a minute. */
  HttpRequest run(String creation) {
    return request("/api/executions")
        .header("Content-Type", "application/json")
        .header("Prefer", "wait=30")
        .POST(BodyPublishers.ofString(creation))
        .build();
  }

  /** Returns a request with a body that changes something. */
  HttpRequest patch(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .method("PATCH", BodyPublishers.ofString(body))
        .build();
  }

  /** Returns a request that removes something. */
  HttpRequest delete(String path) {
    return request(path).DELETE().build();
  }

  /** Returns a request for something that is there. */
  HttpRequest get(String path) {
    return request(path).build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.httpPort() + path))
        .header("Authorization", "Bearer " + ServiceContender.TOKEN);
  }

  /** Returns the body of an answer, which must have that status. */
  String answer(HttpRequest request, int status) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != status) {
      throw new IOException(
          "%s was answered %d: %s".formatted(request.uri(), answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  /** Returns the object in an answer. */
  JsonObject object(HttpRequest request, int status) throws IOException, InterruptedException {
    try (JsonReader reader = Json.createReader(new StringReader(answer(request, status)))) {
      return reader.readObject();
    }
  }

  /** Returns what the service is doing. */
  JsonObject status() throws IOException, InterruptedException {
    return object(get("/api/status"), OK);
  }

  /** Returns whether it is ready, as it tells itself. */
  boolean ready() throws InterruptedException {
    try {
      answer(get("/api/health/ready"), OK);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
