package slipway.push.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import slipway.push.outcome.Failure;

/// What the file system said, in words; by itself an exception there often holds just the path.
final class FileProblem {
  private FileProblem() {}

  static String text(IOException problem) {
    return switch (problem) {
      case NoSuchFileException _ -> "no such file";
      case NotDirectoryException _ -> "it is no folder";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "it exists already";
      default -> Failure.text(problem);
    };
  }
}
