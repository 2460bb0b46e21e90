package io.executions.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** A file that holds one secret, with or without line feeds at its end. */
final class SecretFile {
  private static final int MOST_BYTES = 64 << 10;

  private SecretFile() {}

  /**
   * Returns the secret.
   *
   * @throws IllegalArgumentException if there is none; the message follows the setting's name
   */
  static String read(String path) {
    String text = content(path).strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("names a file that is empty: " + path);
    }
    return text;
  }

  /** Returns whether its mode lets everybody read it, where there are modes. */
  static boolean isOpenToAll(String path) {
    try {
      return Files.getPosixFilePermissions(Path.of(path)).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static String content(String path) {
    try (InputStream file = Files.newInputStream(Path.of(path))) {
      byte[] bytes = file.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IllegalArgumentException("names a file of more than 64 KiB: " + path);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new IllegalArgumentException("names a file that is not there: " + path, e);
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException("names a file that this user may not read: " + path, e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("names a file that is no UTF-8: " + path, e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "names a file that cannot be read (%s): %s".formatted(e.getMessage(), path), e);
    }
  }
}
