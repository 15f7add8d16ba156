using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Conformance.Tests.TerraformRoots;

/// <summary>
/// Compares a root with its real first plan. Every address and every argument that the configuration sets must be the
/// plan's, or unknown where the plan's is. What only the provider's code knows falls into these classes:
/// <list type="bullet">
/// <item>the configuration leaves an argument out and the plan has the provider's default: null or unknown here;</item>
/// <item>the provider computes an attribute and the plan knows it already: unknown here;</item>
/// <item>the plan does not know yet a nested block that the configuration leaves out: empty here;</item>
/// <item>the provider plans a text in a normal form of its own (JSON in another order, a hash of user data): as written here;</item>
/// <item>a value follows from one of those or from a data source that was read: unknown here, and its sources say so.</item>
/// </list>
/// </summary>
internal sealed class RootRunner(RootCase root)
{
    private readonly List<string> _differences = [];
    private ExpandedRoot _expanded = null!;

    /// <summary>The differences; empty if the root is whole.</summary>
    public static IReadOnlyList<string> Run(RootCase root)
    {
        var runner = new RootRunner(root);
        try
        {
            runner._expanded = root.Expand();
            runner.Compare();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            runner._differences.Add(fault.ToString());
        }

        return runner._differences;
    }

    private void Compare()
    {
        if (root.Plan is not { } plan)
        {
            CompareDiagnostics();
            return;
        }

        foreach (var error in _expanded.Diagnostics.Where(d => d.IsError))
        {
            _differences.Add($"a fault that Terraform does not see: {error} {error.Help}");
        }

        CompareAddresses(plan);
        foreach (var change in plan.GetProperty("resource_changes").EnumerateArray())
        {
            if (!Has(change, "delete") || Has(change, "create"))
            {
                CompareChange(change);
            }
        }

        if (plan.TryGetProperty("output_changes", out var outputs) && !root.IsTargeted)
        {
            CompareOutputs(outputs);
        }

        if (plan.TryGetProperty("prior_state", out var prior) && prior.TryGetProperty("values", out var values))
        {
            CompareData(values.GetProperty("root_module"));
        }
    }

    private void CompareDiagnostics()
    {
        foreach (var expected in root.Diagnostics())
        {
            var summary = expected.GetProperty("summary").GetString()!;
            if (!expected.TryGetProperty("range", out var range))
            {
                // Terraform installs providers; here a provider is known by its schema or not at all.
                if (summary != "Missing required provider" && !_expanded.Diagnostics.Any(d => SameWithoutPlace(d, summary)))
                {
                    _differences.Add($"missing: {summary}");
                }

                continue;
            }

            var file = range.GetProperty("filename").GetString();
            var line = range.GetProperty("start").GetProperty("line").GetInt32();
            if (!_expanded.Diagnostics.Any(d => Same(d, summary) && d.Source?.Name == file && d.Position?.Line == line))
            {
                var near = _expanded.Diagnostics.Where(d => d.Source?.Name == file && d.Position?.Line == line).Select(d => d.Message);
                _differences.Add($"missing at {file}:{line}: {summary} (there: {string.Join("; ", near)})");
            }
        }
    }

    private static bool Same(Diagnostic diagnostic, string summary) =>
        diagnostic.Message == summary
        || (summary.Contains("invalid JSON policy", StringComparison.Ordinal) && diagnostic.Message.StartsWith(summary[..summary.IndexOf(':', StringComparison.Ordinal)], StringComparison.Ordinal));

    private static bool SameWithoutPlace(Diagnostic diagnostic, string summary) =>
        diagnostic.Message == summary
        || (summary.StartsWith("Cycle: ", StringComparison.Ordinal) && diagnostic.Message.StartsWith("Cycle: ", StringComparison.Ordinal)
            && summary[7..].Split(", ").Order().SequenceEqual(diagnostic.Message[7..].Split(", ").Order()));

    private void CompareAddresses(JsonElement plan)
    {
        var theirs = plan.GetProperty("resource_changes").EnumerateArray().Where(c => !Has(c, "delete") || Has(c, "create"))
            .Select(c => c.GetProperty("address").GetString()!).ToHashSet();
        var ours = _expanded.Instances.Where(i => i.Address.Mode != TerraformMode.Ephemeral).Select(i => i.Address.Text).ToHashSet();
        foreach (var missing in theirs.Except(ours))
        {
            _differences.Add($"{missing}: missing");
        }

        if (!root.IsTargeted)
        {
            var managed = _expanded.Instances.Where(i => i.Address.Mode == TerraformMode.Managed).Select(i => i.Address.Text);
            foreach (var extra in managed.Except(theirs))
            {
                _differences.Add($"{extra}: not in the plan");
            }
        }
    }

    private static bool Has(JsonElement change, string action) =>
        change.GetProperty("change").GetProperty("actions").EnumerateArray().Any(a => a.GetString() == action);

    private void CompareChange(JsonElement change)
    {
        var address = change.GetProperty("address").GetString()!;
        if (_expanded.Find(address) is not { } instance)
        {
            return;
        }

        var delta = change.GetProperty("change");
        var after = delta.TryGetProperty("after", out var known) ? known : default;
        var unknown = delta.TryGetProperty("after_unknown", out var marks) ? marks : default;
        if (change.GetProperty("provider_name").GetString() != instance.Provider)
        {
            _differences.Add($"{address}: provider {instance.Provider}, the plan has {change.GetProperty("provider_name").GetString()}");
        }

        CompareObject(address, instance.Value as ObjectValue ?? ObjectValue.Empty, after, unknown);
        if (delta.TryGetProperty("after_sensitive", out var sensitive))
        {
            CompareSensitive(address, instance.Value, sensitive);
        }
    }

    private void CompareSensitive(string path, Value value, JsonElement sensitive)
    {
        switch (sensitive.ValueKind)
        {
            case JsonValueKind.True when !value.HoldsSensitive:
                _differences.Add($"{path}: not marked sensitive");
                break;
            case JsonValueKind.Object when value is ObjectValue members:
                foreach (var member in sensitive.EnumerateObject())
                {
                    if (members.Get(member.Name) is { } inner)
                    {
                        CompareSensitive($"{path}.{member.Name}", inner, member.Value);
                    }
                }

                break;
        }
    }

    private void CompareObject(string path, ObjectValue ours, JsonElement after, JsonElement unknown)
    {
        var names = ours.Keys.ToArray().Select(k => ((StringValue)k).Value).ToHashSet();
        if (after.ValueKind == JsonValueKind.Object)
        {
            names.UnionWith(after.EnumerateObject().Select(m => m.Name));
        }

        foreach (var name in names)
        {
            var hasAfter = after.ValueKind == JsonValueKind.Object && after.TryGetProperty(name, out _);
            var mark = unknown.ValueKind == JsonValueKind.Object && unknown.TryGetProperty(name, out var m) ? m : unknown.ValueKind == JsonValueKind.True ? unknown : default;
            var fault = Difference(ours.Get(name), hasAfter ? after.GetProperty(name) : default, mark);
            if (fault is not null)
            {
                _differences.Add($"{path}.{name}: {fault}");
            }
        }
    }

    /// <summary>What is wrong with a value, or null.</summary>
    private string? Difference(Value? ours, JsonElement after, JsonElement unknown)
    {
        if (unknown.ValueKind == JsonValueKind.True)
        {
            return ours is UnknownValue or ArrayValue { Count: 0 } || (ours is not null && IsSetBlock(ours)) ? null : $"known as {ours}, the plan does not know it";
        }

        switch (ours)
        {
            case UnknownValue value:
                return IsAskedOfProvider(value) ? null : $"unknown ({value.Id}), the plan has {after}";
            case null:
                return null;
            case NullValue:
                return null;
            case ObjectValue members when after.ValueKind == JsonValueKind.Object || unknown.ValueKind == JsonValueKind.Object:
                return ObjectDifference(members, after, unknown);
            case ObjectValue { Count: 0 } when after.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            case ArrayValue { Count: 0 } when after.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            case ArrayValue items when after.ValueKind == JsonValueKind.Array:
                return ArrayDifference(items, after, unknown);
            default:
                return Scalar(ours, after) ? null : $"{ours}, the plan has {after}";
        }
    }

    // A set whose members are not all known: the plan may know nothing of it.
    private static bool IsSetBlock(Value value) => !value.IsGround && value is ArrayValue or ObjectValue;

    private string? ObjectDifference(ObjectValue ours, JsonElement after, JsonElement unknown)
    {
        for (var i = 0; i < ours.Count; i++)
        {
            var name = ((StringValue)ours.Keys[i]).Value;
            var inner = after.ValueKind == JsonValueKind.Object && after.TryGetProperty(name, out var a) ? a : default;
            var mark = unknown.ValueKind == JsonValueKind.Object && unknown.TryGetProperty(name, out var u) ? u : default;
            if (Difference(ours.Values[i], inner, mark) is { } fault)
            {
                return $"{name}: {fault}";
            }
        }

        if (after.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in after.EnumerateObject())
            {
                if (ours.Get(member.Name) is null)
                {
                    return $"{member.Name}: missing, the plan has {member.Value}";
                }
            }
        }

        return null;
    }

    private string? ArrayDifference(ArrayValue ours, JsonElement after, JsonElement unknown)
    {
        var theirs = after.EnumerateArray().ToList();
        if (ours.Count == 0 && theirs.Count > 0)
        {
            // Left out: the provider's own.
            return null;
        }

        if (ours.Count != theirs.Count)
        {
            return $"{ours.Count} items {ours}, the plan has {theirs.Count}: {after}";
        }

        var marks = unknown.ValueKind == JsonValueKind.Array ? unknown.EnumerateArray().ToList() : [];
        string? first = null;
        for (var i = 0; i < ours.Count && first is null; i++)
        {
            first = Difference(ours[i], theirs[i], i < marks.Count ? marks[i] : default) is { } fault ? $"[{i}]: {fault}" : null;
        }

        return first is null || IsPermutation(ours, theirs, marks) ? null : first;
    }

    // Sets: the plan's order follows values that only the provider fills in.
    private bool IsPermutation(ArrayValue ours, List<JsonElement> theirs, List<JsonElement> marks)
    {
        var left = Enumerable.Range(0, theirs.Count).ToList();
        foreach (var item in ours.Items)
        {
            var at = left.FindIndex(i => Difference(item, theirs[i], i < marks.Count ? marks[i] : default) is null);
            if (at < 0)
            {
                return false;
            }

            left.RemoveAt(at);
        }

        return true;
    }

    private static bool Scalar(Value ours, JsonElement after) => (ours, after.ValueKind) switch
    {
        (StringValue s, JsonValueKind.String) => s.Value == after.GetString() || IsNormalForm(s.Value, after.GetString()!),
        (BooleanValue b, JsonValueKind.True or JsonValueKind.False) => b.Value == after.GetBoolean(),
        (NumberValue n, JsonValueKind.Number) => NumberValue.TryParse(after.GetRawText(), out var number) && n.Equals(number),
        (NullValue, JsonValueKind.Null or JsonValueKind.Undefined) => true,
        _ => false,
    };

    // Providers plan some texts in a normal form of their own: JSON in another order, a hash of user data, trimmed keys.
    private static bool IsNormalForm(string ours, string theirs)
    {
#pragma warning disable CA5350 // The provider's choice; nothing here is protected by it.
        var hash = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(ours)));
#pragma warning restore CA5350
        if (ours.Trim() == theirs || hash == theirs)
        {
            return true;
        }

        if (!theirs.StartsWith('{') && !theirs.StartsWith('['))
        {
            return false;
        }

        try
        {
            return SameJson(JsonDocument.Parse(ours).RootElement, JsonDocument.Parse(theirs).RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool SameJson(JsonElement a, JsonElement b)
    {
        if (a.ValueKind == JsonValueKind.Array && b.ValueKind == JsonValueKind.Array)
        {
            var left = b.EnumerateArray().ToList();
            return a.GetArrayLength() == left.Count && a.EnumerateArray().All(item => left.FindIndex(other => SameJson(item, other)) is >= 0 and var at && Take(left, at));
        }

        if (a.ValueKind == JsonValueKind.Object && b.ValueKind == JsonValueKind.Object)
        {
            // Empty lists are left out by some.
            return a.EnumerateObject().All(m => b.TryGetProperty(m.Name, out var other) ? SameJson(m.Value, other) : IsEmpty(m.Value))
                && b.EnumerateObject().All(m => a.TryGetProperty(m.Name, out _) || IsEmpty(m.Value));
        }

        return JsonElement.DeepEquals(a, b);
    }

    private static bool Take(List<JsonElement> items, int at)
    {
        items.RemoveAt(at);
        return true;
    }

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);

    /// <summary>Every source is something that only a provider can tell: a data source's result, or an attribute that a resource leaves to it.</summary>
    private bool IsAskedOfProvider(UnknownValue value) => value.Sources.All(source =>
    {
        var id = source.Id.Split('/');
        if (source.Id.StartsWith("provider.", StringComparison.Ordinal))
        {
            return true;
        }

        for (var length = id.Length - 1; length > 0; length--)
        {
            if (_expanded.Find(string.Join('/', id[..length])) is { } instance)
            {
                return instance.Address.Mode == TerraformMode.Data
                    || (instance.Value as ObjectValue)?.Get(id[length]) is null or NullValue or UnknownValue { Origin: UnknownOrigin.ComputedUnset } or ArrayValue or ObjectValue;
            }
        }

        return false;
    });

    private void CompareOutputs(JsonElement outputs)
    {
        foreach (var output in outputs.EnumerateObject())
        {
            if (_expanded.Outputs.FirstOrDefault(o => o.Name == output.Name) is not { } ours)
            {
                _differences.Add($"output {output.Name}: missing");
                continue;
            }

            var after = output.Value.TryGetProperty("after", out var a) ? a : default;
            if (Difference(ours.Value, after, output.Value.GetProperty("after_unknown")) is { } fault)
            {
                _differences.Add($"output {output.Name}: {fault}");
            }
        }
    }

    private void CompareData(JsonElement module)
    {
        foreach (var resource in module.TryGetProperty("resources", out var resources) ? resources.EnumerateArray() : [])
        {
            var address = resource.GetProperty("address").GetString()!;
            if (resource.GetProperty("mode").GetString() != "data")
            {
                continue;
            }

            if (_expanded.Find(address) is not { } instance)
            {
                _differences.Add($"{address}: missing");
                continue;
            }

            CompareObject(address, instance.Value as ObjectValue ?? ObjectValue.Empty, resource.GetProperty("values"), default);
        }

        foreach (var child in module.TryGetProperty("child_modules", out var children) ? children.EnumerateArray() : [])
        {
            CompareData(child);
        }
    }
}
