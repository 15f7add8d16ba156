namespace Turnpike.Gate.Findings;

/// <summary>The order of findings in every report: by resource, those of none last; then the worst first.</summary>
internal static class FindingOrder
{
    public static int Compare(Finding left, Finding right)
    {
        var order = (left.Resource is null).CompareTo(right.Resource is null);
        order = order != 0 ? order : string.CompareOrdinal(left.Resource?.Scope, right.Resource?.Scope);
        order = order != 0 ? order : string.CompareOrdinal(left.Resource?.Address, right.Resource?.Address);
        order = order != 0 ? order : string.CompareOrdinal(left.Resource?.Deposed, right.Resource?.Deposed);
        order = order != 0 ? order : right.Severity.CompareTo(left.Severity);
        order = order != 0 ? order : left.Status.CompareTo(right.Status);
        order = order != 0 ? order : left.Rule.Id.CompareTo(right.Rule.Id);
        order = order != 0 ? order : string.CompareOrdinal(left.Source?.File, right.Source?.File);
        order = order != 0 ? order : (left.Source?.Line ?? 0).CompareTo(right.Source?.Line ?? 0);
        order = order != 0 ? order : string.CompareOrdinal(left.Path, right.Path);
        return order != 0 ? order : string.CompareOrdinal(left.Message, right.Message);
    }
}
