package io.executions.web.json;

import io.executions.web.problem.ProblemAnswer;
import io.executions.web.problem.ProblemAnswerException;
import io.executions.web.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;

/** Reads request bodies into memory, up to a bound. */
public final class BodyReader {
  /** What may be read and thrown away so that the client gets the answer, not a reset. */
  private static final long MAX_DISCARDED = 32L << 20;

  private static final int DISCARDED_AT_ONCE = 8192;

  private BodyReader() {}

  /**
   * Returns the whole body.
   *
   * @param maxBytes the largest body
   * @throws ProblemAnswerException with status 413 if it is larger; no more than the bound is kept
   */
  public static byte[] read(InputStream body, long maxBytes) {
    try {
      int bound = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
      byte[] bytes = body.readNBytes(bound);
      if (bytes.length == bound && body.read() >= 0) {
        discard(body);
        throw new ProblemAnswerException(
            ProblemAnswer.of(
                ProblemType.TOO_LARGE,
                "The request body is larger than the " + bound + " bytes allowed."));
      }
      return bytes;
    } catch (IOException e) {
      throw new ProblemAnswerException(
          ProblemAnswer.of(
              ProblemType.INVALID_REQUEST, "The request body could not be read to its end."));
    }
  }

  /** By skipping, which is not counted as being in memory. */
  private static void discard(InputStream body) throws IOException {
    long discarded = 0;
    while (discarded < MAX_DISCARDED) {
      long skipped = body.skip(DISCARDED_AT_ONCE);
      if (skipped <= 0 && body.read() < 0) {
        return;
      }
      discarded += Math.max(1, skipped);
    }
  }
}
