package io.executions.web.problem;

/** What an HTTP status means to a client of this service, where nothing more is known. */
final class StatusText {
  private StatusText() {}

  static String of(int status) {
    return switch (status) {
      case 400 -> "The request is not well-formed.";
      case 401 -> "A valid bearer token is needed: Authorization: Bearer <token>.";
      case 403 -> "That is not allowed, or not with this token.";
      case 404 -> "There is nothing at this address.";
      case 405 -> "This address does not take that method; the header Allow names those it takes.";
      case 406 -> "No form of the answer is acceptable; it is application/json.";
      case 411, 413 -> "The request body is too large, or does not say its size.";
      case 414 -> "The address is too long.";
      case 415 -> "The request body must be application/json, without a content coding.";
      case 429 -> "Too many requests; try again later.";
      case 431 -> "The request headers are too large.";
      case 503 -> "The service is not available now; try again later.";
      default ->
          status < 500 ? "The request cannot be served." : "Something went wrong in the service.";
    };
  }
}
