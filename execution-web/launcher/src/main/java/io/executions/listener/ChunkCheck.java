package io.executions.listener;

/**
 * Follows a body in chunks as it comes, and refuses what is not framed exactly as RFC 9112 has it.
 * Chunk extensions are refused, trailers are read over.
 */
final class ChunkCheck {
  private static final int MOST_DIGITS = 8;
  private static final int MOST_TRAILER_BYTES = 8192;

  private enum Part {
    SIZE,
    SIZE_END,
    DATA,
    DATA_RETURN,
    DATA_END,
    TRAILER,
    TRAILER_END,
    DONE
  }

  private Part part = Part.SIZE;
  private long size;
  private int digits;
  private int line;
  private int trailer;

  boolean isDone() {
    return part == Part.DONE;
  }

  /**
   * Takes the next byte.
   *
   * @throws RefusedException if it does not belong there
   */
  void take(byte value) {
    switch (part) {
      case SIZE -> size(value);
      case SIZE_END -> {
        expect(value, '\n');
        part = size > 0 ? Part.DATA : Part.TRAILER;
      }
      case DATA -> {
        size--;
        part = size > 0 ? Part.DATA : Part.DATA_RETURN;
      }
      case DATA_RETURN -> {
        expect(value, '\r');
        part = Part.DATA_END;
      }
      case DATA_END -> {
        expect(value, '\n');
        part = Part.SIZE;
        digits = 0;
      }
      case TRAILER -> trailer(value);
      case TRAILER_END -> {
        expect(value, '\n');
        part = line == 0 ? Part.DONE : Part.TRAILER;
        line = 0;
      }
      case DONE -> throw new IllegalStateException("The body has ended");
    }
  }

  private void size(byte value) {
    if (value == '\r' && digits > 0) {
      part = Part.SIZE_END;
      return;
    }
    int digit = Character.digit(value, 16);
    if (digit < 0 || digits == MOST_DIGITS) {
      throw broken();
    }
    size = digits == 0 ? digit : size << 4 | digit;
    digits++;
  }

  private void trailer(byte value) {
    trailer++;
    if (value == '\r') {
      part = Part.TRAILER_END;
    } else if (value < ' ' && value != '\t' || value == 0x7f || trailer > MOST_TRAILER_BYTES) {
      throw broken();
    } else {
      line++;
    }
  }

  private static void expect(byte value, char expected) {
    if (value != expected) {
      throw broken();
    }
  }

  private static RefusedException broken() {
    return RequestHead.refused("A chunk of the request body is not well-formed.");
  }
}
