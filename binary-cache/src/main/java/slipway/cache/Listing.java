package slipway.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Lists objects, page by page.
record Listing(S3 s3) {
  private static final int MOST_PAGES = 1_000;

  List<ObjectInfo> list(String prefix) throws BucketException {
    Listed listed = list(prefix, null, () -> MOST_PAGES);
    if (!listed.complete()) {
      throw s3.failures().tooLarge(doing(prefix), "more than " + MOST_PAGES + " pages of objects");
    }
    return listed.objects();
  }

  /// @param delimiter what no key has after the prefix; `null` where any will do
  /// @param mostPages is asked again before each page
  Listed list(String prefix, @Nullable String delimiter, IntSupplier mostPages)
      throws BucketException {
    List<ObjectInfo> objects = new ArrayList<>();
    String next = null;
    for (int page = 0; page < mostPages.getAsInt(); page++) {
      String token = next;
      Optional<ListingText.Page> quick =
          s3.shortcut().flatMap(it -> it.list(prefix, delimiter, token));
      ListingText.Page answer =
          quick.isPresent() ? quick.get() : listBySdk(prefix, delimiter, token);
      objects.addAll(answer.objects());
      next = answer.next();
      if (next == null) {
        return new Listed(objects, true);
      }
    }
    return new Listed(objects, false);
  }

  private ListingText.Page listBySdk(
      String prefix, @Nullable String delimiter, @Nullable String token) throws BucketException {
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(s3.bucket())
            .prefix(s3.key(prefix))
            .delimiter(delimiter)
            .continuationToken(token)
            .build();
    try {
      ListObjectsV2Response answer = s3.client().listObjectsV2(request);
      return new ListingText.Page(
          answer.contents().stream().map(this::info).toList(),
          Boolean.TRUE.equals(answer.isTruncated()) ? answer.nextContinuationToken() : null);
    } catch (SdkException e) {
      throw s3.failures().of(doing(prefix), e);
    }
  }

  private static String doing(String prefix) {
    return "listing \"" + prefix + "\"";
  }

  private ObjectInfo info(S3Object object) {
    return new ObjectInfo(
        object.key().substring(s3.settings().prefix().length()),
        object.size(),
        Etags.bare(object.eTag()),
        object.lastModified());
  }
}
