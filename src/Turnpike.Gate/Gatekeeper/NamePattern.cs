namespace Turnpike.Gate.Gatekeeper;

/// <summary>A name with a star at its start, its end or both: <c>kube-*</c>, <c>*-system</c>.</summary>
internal readonly record struct NamePattern(string Text)
{
    public bool Matches(string name)
    {
        var isOpenAtStart = Text.StartsWith('*');
        var isOpenAtEnd = Text.Length > 1 && Text.EndsWith('*');
        var fixedPart = Text.AsSpan(isOpenAtStart ? 1 : 0, Text.Length - (isOpenAtStart ? 1 : 0) - (isOpenAtEnd ? 1 : 0));
        return (isOpenAtStart, isOpenAtEnd) switch
        {
            (true, true) => name.AsSpan().Contains(fixedPart, StringComparison.Ordinal),
            (true, false) => name.AsSpan().EndsWith(fixedPart),
            (false, true) => name.AsSpan().StartsWith(fixedPart),
            _ => name == Text,
        };
    }
}
