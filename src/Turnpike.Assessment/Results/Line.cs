using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Results;

/// <summary>One thing that a section found. It never says more than its evidence.</summary>
/// <param name="Kind">Stable: the section, a dot, a name; risks are fed by it.</param>
/// <param name="Subjects">The keys of the resources, or the accounts, that it is about.</param>
/// <param name="What">One sentence with the numbers.</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Evidence">At most <see cref="MaxEvidence"/> are kept.</param>
/// <param name="Owner">Where all subjects have the same one.</param>
/// <param name="FirstStep">What to do first.</param>
public sealed record Line(string Kind, Severity Severity, IReadOnlyList<string> Subjects, string What, string Why, IReadOnlyList<Evidence> Evidence, string? Owner, string FirstStep)
{
    public const int MaxEvidence = 20;

    /// <summary>How many are named; the rest is a number.</summary>
    public const int MaxSubjects = 50;

    /// <summary>Of how many, where only the first are named.</summary>
    public int SubjectCount { get; init; } = Subjects.Count;

    /// <summary>All of them, where only the first are named.</summary>
    internal IReadOnlyList<Subject> About { get; init; } = [.. Subjects.Select(Subject.Called)];

    /// <summary>A line whose owner is that of its subjects, where all have one and the same.</summary>
    internal static Line Of(string kind, Severity severity, IReadOnlyList<Subject> about, string what, string why, IEnumerable<Evidence> evidence, string firstStep)
    {
        var owner = about.Select(static s => s.Resource?.Owner).Distinct().Take(2).ToList() is [{ } one] ? one : null;
        return new Line(kind, severity, [.. about.Take(MaxSubjects).Select(static s => s.ToString())], what, why, [.. evidence.Take(MaxEvidence)], owner, firstStep) { SubjectCount = about.Count, About = about };
    }

    /// <summary>As it is kept and shown: the first of many stand for all.</summary>
    internal Line Cut() => this with { Subjects = [.. Subjects.Take(MaxSubjects)], Evidence = [.. Evidence.Take(MaxEvidence)] };
}

/// <summary>What a line is known by.</summary>
/// <param name="Resource">The key of the resource; null for what is about an account or the estate.</param>
/// <param name="Path">The attribute.</param>
/// <param name="Value">As it was seen.</param>
/// <param name="Call">What was asked, where its coverage is the evidence.</param>
/// <param name="Rule">The rule whose finding is the evidence.</param>
public sealed record Evidence(string? Resource, string? Path, string? Value, string? Call = null, string? Rule = null);
