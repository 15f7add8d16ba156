using System.Collections;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

/// <param name="Member">May itself hold unknowns: a definite member with an unknown message is definite.</param>
/// <param name="Causes">The unknowns that keep the member from being definite; empty for a definite one. At most <see cref="UnknownCauses.Capacity"/> are kept.</param>
/// <param name="CauseCount">How many unknowns there are, with those not kept.</param>
public readonly record struct MarkedMember(Value Member, Certainty Certainty, IReadOnlyList<UnknownValue> Causes, int CauseCount);

/// <summary>
/// What a partial set such as <c>data.p.deny</c> holds, in Rego's order; or why it could not be evaluated.
/// No member at all is the answer "nothing"; only members that are not definite leave it open.
/// </summary>
public sealed class MarkedMembers : IReadOnlyList<MarkedMember>
{
    private readonly MarkedMember[] _members;

    internal MarkedMembers(MarkedMember[] members, RegoError? error, IReadOnlyList<string> output)
    {
        _members = members;
        Error = error;
        Output = output;
    }

    internal static MarkedMembers Empty { get; } = new([], null, []);

    /// <summary>Why the evaluation stopped; there are no members then.</summary>
    public RegoError? Error { get; }

    /// <summary>What <c>print</c> wrote, a string a call.</summary>
    public IReadOnlyList<string> Output { get; }

    public int Count => _members.Length;

    public MarkedMember this[int index] => _members[index];

    public IEnumerator<MarkedMember> GetEnumerator() => ((IEnumerable<MarkedMember>)_members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _members.GetEnumerator();
}
