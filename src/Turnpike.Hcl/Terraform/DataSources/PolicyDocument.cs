namespace Turnpike.Hcl.Terraform.DataSources;

/// <summary>An IAM policy in the making, statement by statement, as the AWS provider merges them.</summary>
internal sealed class PolicyDocument
{
    public string Version { get; set; } = "";

    public string Id { get; set; } = "";

    public List<PolicyStatement> Statements { get; } = [];

    /// <summary>A statement with a Sid that is there already takes its place; all others follow.</summary>
    public void Merge(PolicyDocument other)
    {
        Version = other.Version.Length > 0 ? other.Version : Version;
        Id = other.Id.Length > 0 ? other.Id : Id;
        foreach (var statement in other.Statements)
        {
            var at = statement.Sid.Length == 0 ? -1 : Statements.FindIndex(s => s.Sid == statement.Sid);
            if (at >= 0)
            {
                Statements[at] = statement;
            }
            else
            {
                Statements.Add(statement);
            }
        }
    }
}

internal sealed class PolicyStatement
{
    public string Sid { get; init; } = "";

    public string Effect { get; init; } = "";

    public PolicyStrings? Actions { get; init; }

    public PolicyStrings? NotActions { get; init; }

    public PolicyStrings? Resources { get; init; }

    public PolicyStrings? NotResources { get; init; }

    public IReadOnlyList<(string Type, PolicyStrings Identifiers)> Principals { get; init; } = [];

    public IReadOnlyList<(string Type, PolicyStrings Identifiers)> NotPrincipals { get; init; } = [];

    public IReadOnlyList<(string Test, string Variable, IReadOnlyList<string> Values)> Conditions { get; init; } = [];
}

/// <summary>One string or a list of them: a document that is merged keeps the form it was written in.</summary>
internal sealed record PolicyStrings(IReadOnlyList<string> Items, bool IsSingle)
{
    /// <summary>One item stands alone; several are in descending order of their bytes.</summary>
    public static PolicyStrings Sorted(List<string> items)
    {
        items.Sort(static (a, b) => Turnpike.Values.CodePointOrder.Compare(b, a));
        return new PolicyStrings(items, items.Count == 1);
    }

    public PolicyStrings Select(Func<string, string> change) => new([.. Items.Select(change)], IsSingle);
}
