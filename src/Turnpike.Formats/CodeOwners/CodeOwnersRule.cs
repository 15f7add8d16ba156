namespace Turnpike.Formats.CodeOwners;

/// <summary>Whose rules a file of owners follows: they read the same line differently.</summary>
public enum CodeOwnersSyntax
{
    GitHub,
    GitLab,
}

/// <summary>A line of a file of owners.</summary>
/// <param name="Pattern">As written, escapes undone.</param>
/// <param name="Owners"><c>@user</c>, <c>@org/team</c>, <c>@@role</c> or an address; none: nobody owns what matches.</param>
/// <param name="Section">GitLab's; empty outside of sections.</param>
/// <param name="IsExclusion">GitLab's <c>!pattern</c>: what matches has no owner in this section, whatever follows.</param>
/// <param name="Line">From 1.</param>
public sealed record CodeOwnersRule(string Pattern, IReadOnlyList<string> Owners, string Section, bool IsExclusion, int Line);

/// <summary>Who owns a path, and the line that says so.</summary>
public readonly record struct OwnedBy(IReadOnlyList<string> Owners, string Section, int Line);
