using Turnpike.Delivery.Changes;
using Turnpike.Governance;
using Turnpike.Text;

namespace Turnpike.Delivery.Judging;

/// <summary>A plan as somebody sends it.</summary>
/// <param name="Scope">What tells apart two roots with the same addresses: a repository and root.</param>
/// <param name="Content">The bytes as sent; not copied.</param>
/// <param name="TokenOwner">Who made the token that it is sent with; null without one.</param>
/// <param name="Title">Null for one made of the file's name and the scope.</param>
public sealed record PlanUpload(string Scope, ReadOnlyMemory<byte> Content, string? Title, ChangeSource Source, string? TokenOwner = null)
{
    private const int MaxText = 300;
    private const int MaxUrl = 2_000;

    /// <summary>Null where it can be judged.</summary>
    internal Refusal? Fault() =>
        !IsText(Scope, MaxText) || Scope.Contains("//", StringComparison.Ordinal) ? new Refusal("malformed", $"A scope is 1 to {MaxText} visible characters without //, such as shop/production.")
        : Title is not null && !IsText(Title, MaxText) ? new Refusal("malformed", $"A title is 1 to {MaxText} visible characters.")
        : !IsText(Source.Name, MaxText) ? new Refusal("malformed", $"The name of the file is 1 to {MaxText} visible characters.")
        : new[] { Source.Commit, Source.Branch, Source.Pipeline, Source.Author }.Any(static t => t is not null && !IsText(t, MaxText)) ? new Refusal("malformed", $"Commit, branch, pipeline and author are 1 to {MaxText} visible characters.")
        : Source.Url is { } url && !IsWebAddress(url) ? new Refusal("malformed", $"The url is an http or https address of at most {MaxUrl} characters.")
        : null;

    // An address that is shown as a link must not run a script.
    private static bool IsWebAddress(string url) =>
        url.Length <= MaxUrl && Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https");

    private static bool IsText(string text, int max) => text.Length > 0 && text.Length <= max && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);
}

/// <summary>What came of a plan that was sent.</summary>
/// <param name="Change">Null where the plan cannot be read: then <paramref name="Diagnostics"/> says why, and nothing was recorded.</param>
/// <param name="IsNew">False where the same content was sent before: nothing was recorded, but that another commit led to it too.</param>
public sealed record JudgedPlan(Change? Change, bool IsNew, IReadOnlyList<Diagnostic> Diagnostics);
