package io.executions.web.json;

import io.executions.web.problem.Problem;
import io.executions.web.problem.ProblemException;
import io.executions.web.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;

/** Reads request bodies into memory, up to a bound. */
public final class BodyReader {
  /** What may be read and thrown away so that the client gets the answer, not a reset. */
  private static final long MAX_DISCARDED = 32L << 20;

  private BodyReader() {}

  /**
   * Returns the whole body.
   *
   * @param maxBytes the largest body
   * @throws ProblemException with status 413 if it is larger; no more than the bound is kept
   */
  public static byte[] read(InputStream body, long maxBytes) {
    try {
      int bound = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
      byte[] bytes = body.readNBytes(bound);
      if (bytes.length == bound && body.read() >= 0) {
        discard(body);
        throw new ProblemException(
            Problem.of(
                ProblemType.TOO_LARGE,
                "The request body is larger than the " + bound + " bytes allowed."));
      }
      return bytes;
    } catch (IOException e) {
      throw new ProblemException(
          Problem.of(
              ProblemType.INVALID_REQUEST, "The request body could not be read to its end."));
    }
  }

  private static void discard(InputStream body) throws IOException {
    byte[] buffer = new byte[8192];
    long discarded = 0;
    int read = body.read(buffer);
    while (read >= 0 && discarded < MAX_DISCARDED) {
      discarded += read;
      read = body.read(buffer);
    }
  }
}
