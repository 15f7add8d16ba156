using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>One review of an object, or of what it will make.</summary>
/// <param name="Expansion">By which it was made; null for an object that was given.</param>
internal sealed record AdmissionReview(AdmissionRequest Request, ExpansionTemplate? Expansion)
{
    /// <summary>What a constraint's policy reads as <c>input</c>.</summary>
    public Value Input(Constraint constraint) => Value.Object(("review", Request.Review), ("parameters", constraint.Parameters));
}

/// <summary>Makes the reviews of an object: its own and, by expansion templates, those of what it will make.</summary>
internal sealed class AdmissionReviews(IReadOnlyList<ExpansionTemplate> expansions, ClusterObjects cluster)
{
    // A CronJob makes Jobs, which make Pods; more levels than this are a circle.
    private const int MaxDepth = 8;

    /// <summary>None, with a reason, for an AdmissionReview that asks nothing.</summary>
    public List<AdmissionReview> Of(AdmissionObject item, out string? fault)
    {
        fault = null;
        if (AdmissionRequest.IsReview(item))
        {
            (var written, fault) = AdmissionRequest.Of(item.Value, cluster);
            return written is null ? [] : [new AdmissionReview(written, null)];
        }

        List<AdmissionReview> reviews = [new AdmissionReview(AdmissionRequest.Create(item, cluster), null)];
        Expand(item, 1, reviews);
        return reviews;
    }

    private void Expand(AdmissionObject item, int depth, List<AdmissionReview> reviews)
    {
        foreach (var expansion in expansions)
        {
            if (depth <= MaxDepth && expansion.Takes(item) && expansion.Expand(item) is { } made)
            {
                reviews.Add(new AdmissionReview(AdmissionRequest.Create(made, cluster, ObjectOrigin.Generated), expansion));
                Expand(made, depth + 1, reviews);
            }
        }
    }
}
