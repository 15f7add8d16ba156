using System.Collections.Frozen;

namespace Turnpike.Hcl.Evaluation;

/// <summary>Functions by name, with namespaces as written: <c>upper</c>, <c>core::upper</c>, <c>provider::terraform::encode_expr</c>.</summary>
public sealed class FunctionTable
{
    private readonly FrozenDictionary<string, HclFunction> _functions;

    public FunctionTable(IEnumerable<KeyValuePair<string, HclFunction>> functions) =>
        _functions = functions.ToFrozenDictionary(StringComparer.Ordinal);

    public static FunctionTable Empty { get; } = new([]);

    public IEnumerable<string> Names => _functions.Keys;

    public HclFunction? Find(string name) => _functions.GetValueOrDefault(name);

    /// <summary>This table with further functions, which replace those of the same name.</summary>
    public FunctionTable With(IEnumerable<KeyValuePair<string, HclFunction>> functions)
    {
        var all = new Dictionary<string, HclFunction>(_functions, StringComparer.Ordinal);
        foreach (var (name, function) in functions)
        {
            all[name] = function;
        }

        return new FunctionTable(all);
    }

    /// <summary>This table without some names: functions that a place does not allow, such as those that call themselves.</summary>
    public FunctionTable Without(params ReadOnlySpan<string> names)
    {
        var all = new Dictionary<string, HclFunction>(_functions, StringComparer.Ordinal);
        foreach (var name in names)
        {
            all.Remove(name);
        }

        return new FunctionTable(all);
    }
}
