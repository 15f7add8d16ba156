using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>The rules of a run: the tool's own, and those of its extensions.</summary>
internal sealed class SarifRules
{
    private readonly IReadOnlyList<Value> _own;
    private readonly List<IReadOnlyList<Value>> _extensions;
    private readonly Dictionary<string, Value> _byId = new(StringComparer.Ordinal);

    public SarifRules(Value run)
    {
        _own = run.ItemsAt("tool", "driver", "rules");
        _extensions = [.. run.ItemsAt("tool", "extensions").Select(static e => e.ItemsAt("rules"))];
        foreach (var rule in _extensions.SelectMany(static e => e).Prepend(Value.Null).Concat(_own).Reverse())
        {
            _byId.TryAdd(rule.TextAt("id") ?? "", rule);
        }
    }

    /// <summary>By its place where the result gives one, else by its id, or by the id that a dotted one begins with.</summary>
    public Value? Of(Value result)
    {
        var rules = Index(result.At("rule", "toolComponent", "index")) is { } extension && extension < _extensions.Count ? _extensions[extension] : _own;
        if (Index(result.At("ruleIndex") ?? result.At("rule", "index")) is { } at && at < rules.Count)
        {
            return rules[at];
        }

        var id = result.TextAt("ruleId") ?? result.TextAt("rule", "id") ?? "";
        return _byId.GetValueOrDefault(id) ?? (id.LastIndexOf('/') is > 0 and var end ? _byId.GetValueOrDefault(id[..end]) : null);
    }

    private static int? Index(Value? value) => value is NumberValue number && number.TryGetInt32(out var at) && at >= 0 ? at : null;
}
