using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Turnpike.Values;

namespace Turnpike.Rego.Bench.Floors;

/// <summary>The hundred rules are of five kinds; which type and attribute each is about is read from the policy before.</summary>
internal sealed partial class PlanFloor
{
    private readonly Dictionary<string, List<(string Name, Change Change)>> _byType;
    private readonly List<(string Type, Action<string, Change, HashSet<string>> Judge)> _rules = [];

    public PlanFloor(Document document, string policy)
    {
        _byType = document.ResourceChanges.GroupBy(static c => c.Type).ToDictionary(static g => g.Key, static g => g.Select(static c => (c.Name, c)).ToList());
        foreach (var text in policy.Split("deny contains").Skip(1))
        {
            _rules.Add((TypeOf().Match(text).Groups[1].Value, Rule(text, "rule " + Number().Match(text).Groups[1].Value + ": ")));
        }
    }

    public Value Evaluate()
    {
        var denied = new HashSet<string>();
        foreach (var (type, judge) in _rules)
        {
            foreach (var (name, change) in _byType.GetValueOrDefault(type) ?? [])
            {
                judge(name, change, denied);
            }
        }

        return Value.Of(denied.Count);
    }

    private static Action<string, Change, HashSet<string>> Rule(string text, string rule)
    {
        if (Pattern().Match(text) is { Success: true, Groups: var pattern })
        {
            var regex = new Regex(pattern[1].Value, RegexOptions.NonBacktracking);
            return (name, c, denied) => Add(denied, regex.IsMatch(name), c.Address, rule, "name " + name);
        }

        if (Tags().Match(text) is { Success: true, Groups: var tags })
        {
            return (_, c, denied) => Array.ForEach(tags[1].Value.Split(", "), tag => Add(denied, !HasTag(c, tag.Trim('"')), c.Address, rule, $"tag {tag} is missing"));
        }

        if (Unequal().Match(text) is { Success: true, Groups: var changed })
        {
            var key = changed[1].Value;
            return (_, c, denied) => Add(
                denied,
                At(c.Inner.Before, key) is { } before && At(c.Inner.After, key) is { } after && !JsonElement.DeepEquals(before, after) && c.Inner.Actions is ["update"],
                c.Address, rule, key + " changes");
        }

        if (Fixed().Match(text) is { Success: true, Groups: var equal })
        {
            var (key, wanted) = (equal[1].Value, equal[2].Value);
            return (_, c, denied) => Add(denied, At(c.Inner.After, key) is { } value && value.GetRawText() == wanted, c.Address, rule, $"{key} is {wanted}");
        }

        return (_, c, denied) => Add(denied, c.Inner.Actions.Contains("delete"), c.Address, rule, "destroyed");
    }

    private static void Add(HashSet<string> denied, bool isDenied, string address, string rule, string what)
    {
        if (isDenied)
        {
            denied.Add(string.Concat(address, ": ", rule, what));
        }
    }

    // As the policy has it: an attribute that is false counts as missing.
    private static bool HasTag(Change change, string tag) =>
        At(change.Inner.After, "tags_all") is { ValueKind: JsonValueKind.Object } tags && At(tags, tag) is { ValueKind: not JsonValueKind.False };

    private static JsonElement? At(JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var value) ? value : null;

    [GeneratedRegex("change.type == \"(.*?)\"")]
    private static partial Regex TypeOf();

    [GeneratedRegex("rule ([0-9]+):")]
    private static partial Regex Number();

    [GeneratedRegex("regex.match\\(`(.*?)`")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"some tag in \[(.*?)\]")]
    private static partial Regex Tags();

    [GeneratedRegex(@"before\.(\w+) != ")]
    private static partial Regex Unequal();

    [GeneratedRegex(@"after\.(\w+) == (.*)")]
    private static partial Regex Fixed();

    internal sealed record Document([property: JsonPropertyName("resource_changes")] Change[] ResourceChanges);

    internal sealed record Change(string Address, string Type, string Name, [property: JsonPropertyName("change")] Inner Inner);

    internal sealed record Inner(string[] Actions, JsonElement Before, JsonElement After);
}
