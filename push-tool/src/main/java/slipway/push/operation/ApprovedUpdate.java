package slipway.push.operation;

import java.util.Optional;
import slipway.push.change.Draft;
import slipway.push.change.ManifestChange;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.Updated;
import slipway.push.change.VerifiedManifest;
import slipway.push.outcome.Failure;

/// Carries a change through once it was shown and nobody said no. What is written is the change
/// applied to the newest manifest, so it may come to more than was shown: the report says so then.
public final class ApprovedUpdate {
  private final ManifestUpdate update;
  private final Approval approval;

  public ApprovedUpdate(ManifestUpdate update, Approval approval) {
    this.update = update;
    this.approval = approval;
  }

  public Updated apply(ManifestChange change) throws Failure {
    return apply(change, update.current());
  }

  /// @param seen what was current a while ago, and made this change the one that is wanted
  public Updated apply(ManifestChange change, Optional<VerifiedManifest> seen) throws Failure {
    return apply(change, update.draft(change, seen));
  }

  /// @param draft of this change
  public Updated apply(ManifestChange change, Draft draft) throws Failure {
    approval.require(draft);
    return update.apply(change, draft.seen());
  }
}
