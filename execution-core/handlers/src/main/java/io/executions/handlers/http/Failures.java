package io.executions.handlers.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.util.Locale;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** Words for what goes wrong on the network, without anything that may be secret. */
final class Failures {
  private Failures() {}

  /** Returns the failure with a message that a person understands, and the old one as its cause. */
  static HttpFailureException readable(IOException failure, Target target, CallStop stop) {
    return new HttpFailureException(message(failure, target, stop), failure);
  }

  private static String message(IOException failure, Target target, CallStop stop) {
    String host = target.authority();
    if (failure instanceof SocketTimeoutException) {
      return stop.noAnswer(target);
    }
    if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
      return "Could not connect to %s:%d: %s"
          .formatted(target.shownHost(), target.port(), reason(failure));
    }
    if (failure instanceof SSLException) {
      return "TLS with %s failed: %s".formatted(host, tlsReason(failure));
    }
    if (failure instanceof NoHttpResponseException) {
      return host + " closed the connection without an answer";
    }
    if (failure instanceof MessageConstraintException) {
      return host + " gave an answer whose head is too large, or no HTTP";
    }
    if (failure instanceof ConnectionClosedException
        || failure instanceof TruncatedChunkException
        || failure instanceof EOFException) {
      return host + " closed the connection in the middle of its answer";
    }
    if (failure instanceof ZipException) {
      return host + " sent a broken gzip stream";
    }
    if (failure instanceof ClientProtocolException
        || failure instanceof MalformedChunkCodingException) {
      return host + " gave no valid HTTP answer";
    }
    if (failure instanceof SocketException) {
      return "The connection to %s broke: %s".formatted(host, reason(failure));
    }
    return "The call to %s failed: %s".formatted(host, reason(failure));
  }

  // the library puts the system's words behind its own
  private static String reason(IOException failure) {
    String text = failure.getMessage();
    if (text == null || text.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    String words = text.replaceFirst("^.*failed: ", "");
    return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }

  private static String tlsReason(IOException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return root instanceof CertPathBuilderException
        ? "its certificate is not trusted (" + text + ")"
        : text;
  }
}
