using System.Text.RegularExpressions;

namespace Turnpike.Web.Connections;

/// <summary>A kind of connection.</summary>
public sealed record KindView(string Name, string Says, IReadOnlyList<SettingView> Settings);

/// <param name="Form">What it looks like: text, number, list of text, yes or no.</param>
/// <param name="Says">What it is for; may begin with what it belongs to, such as <c>s3: the bucket.</c></param>
public sealed partial record SettingView(string Name, string Form, string Says, bool IsRequired, string? Default)
{
    /// <summary>The choice that it belongs to; null where it is for all.</summary>
    public string? Group => Belongs().Match(Says) is { Success: true } match ? match.Groups["to"].Value : null;

    public string Hint => Group is { } group ? char.ToUpperInvariant(Says[group.Length + 2]) + Says[(group.Length + 3)..] : Says;

    /// <summary>As its field is called in the form: a setting may have the name of another field.</summary>
    public string Field => "set-" + Name;

    [GeneratedRegex("^(?<to>[a-z0-9]+( and [a-z0-9]+)*): ")]
    private static partial Regex Belongs();
}

/// <summary>A connection as somebody has typed it.</summary>
public sealed record ConnectionDraft(string Name, IReadOnlyDictionary<string, string> Settings, string Schedule, bool IsEnabled);

/// <summary>What is wrong with a draft, by field; what belongs to none is under the empty name.</summary>
public sealed class FormFaults(IEnumerable<(string Field, string Message)> faults)
{
    private readonly ILookup<string, string> _faults = faults.ToLookup(static f => f.Field, static f => f.Message);

    public static FormFaults None { get; } = new([]);

    public bool IsEmpty => _faults.Count == 0;

    public int Count => _faults.Sum(static f => f.Count());

    public IReadOnlyList<string> Of(string field) => [.. _faults[field]];

    public bool Has(string field) => _faults.Contains(field);
}
