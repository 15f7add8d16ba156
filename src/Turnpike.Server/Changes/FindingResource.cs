namespace Turnpike.Server.Changes;

/// <summary>What a rule says about a resource.</summary>
/// <param name="Severity"><c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>.</param>
/// <param name="Status"><c>fail</c>, <c>unknown</c> or <c>waived</c>.</param>
/// <param name="Counts">Whether the verdict depends on it.</param>
/// <param name="IsNewlyBroken">On a resource that the change does not touch, and that was in order before.</param>
/// <param name="Address">Null where a document or the estate as a whole is at fault.</param>
/// <param name="Path">The attribute at fault; null where the resource as a whole is.</param>
/// <param name="Exception">That covers it, or covered it until it ended.</param>
/// <param name="IsExisting">It was there before the change, and is no worse with it.</param>
public sealed record FindingResource(
    string Rule,
    string Title,
    string Severity,
    string Status,
    bool Counts,
    bool IsWarning,
    bool IsNewlyBroken,
    string Scope,
    string? Address,
    string? Type,
    IReadOnlyList<string> Actions,
    string Message,
    string? Path,
    FindingPlace? Place,
    IReadOnlyList<FindingUnknown> Unknowns,
    int FurtherUnknowns,
    string Why,
    string Remediation,
    string Fingerprint,
    FindingException? Exception,
    bool IsExisting = false);

/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in code points.</param>
public sealed record FindingPlace(string File, int Line, int Column);

/// <summary>Something that would have to be known to decide, and why it is not.</summary>
public sealed record FindingUnknown(string Path, string Origin);

/// <param name="Id">Null where it was written in a waiver file.</param>
/// <param name="IsInForce">False where it has ended: the finding counts.</param>
public sealed record FindingException(string? Id, string Reason, string Owner, DateOnly Expires, bool IsInForce);
