using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Conformance.Tests.Terraform;

/// <summary>One line of an expressions file: the text, and what Terraform made of it.</summary>
internal sealed class ExpressionCase(ObjectValue data)
{
    public string Id => Text("id")!;

    public string Group => Text("group")!;

    public string Expression => Text("expr")!;

    /// <summary>What the console prints; also of results that have no JSON form.</summary>
    public string? Console => Text("console");

    public bool IsConsole => Text("evaluator") == "console";

    public Value? Value => data.Get("value");

    public HclType? Type => data.Get("type") is { } type ? ReadType(type) : null;

    public bool IsSensitive => Flag("sensitive");

    public bool IsUnknown => Flag("unknown");

    public bool IsNondeterministic => Flag("nondeterministic");

    public bool IsNegativeZero => Flag("negative_zero");

    public bool IsGzip => Text("compare") == "gunzip";

    /// <summary>Summary and detail of the first fault, then of the others; empty where there is none.</summary>
    public IReadOnlyList<(string Summary, string Detail)> Errors
    {
        get
        {
            if (data.Get("error") is not ObjectValue first)
            {
                return [];
            }

            var more = data.Get("more_errors") is ArrayValue others ? others.Items.ToArray() : [];
            return [.. more.Prepend(first).Cast<ObjectValue>().Select(e => (TextOf(e, "summary"), TextOf(e, "detail")))];
        }
    }

    public static IEnumerable<ExpressionCase> Load(string file)
    {
        foreach (var line in File.ReadLines(file))
        {
            var diagnostics = new DiagnosticBag();
            var value = JsonReader.Read(SourceText.From(file, line), diagnostics);
            yield return new ExpressionCase((ObjectValue)(value ?? throw new InvalidDataException($"{file}: {diagnostics.First()}")));
        }
    }

    private static HclType ReadType(Value type) => type switch
    {
        StringValue { Value: "string" } => HclType.String,
        StringValue { Value: "number" } => HclType.Number,
        StringValue { Value: "bool" } => HclType.Boolean,
        StringValue => HclType.Dynamic,
        ArrayValue { Items: [StringValue { Value: "list" }, var element] } => HclType.List(ReadType(element)),
        ArrayValue { Items: [StringValue { Value: "set" }, var element] } => HclType.Set(ReadType(element)),
        ArrayValue { Items: [StringValue { Value: "map" }, var element] } => HclType.Map(ReadType(element)),
        ArrayValue { Items: [StringValue { Value: "tuple" }, ArrayValue elements] } => HclType.Tuple([.. elements.Items.ToArray().Select(ReadType)]),
        ArrayValue { Items: [StringValue { Value: "object" }, ObjectValue members] } =>
            HclType.Object([.. members.Keys.ToArray().Select((key, i) => (((StringValue)key).Value, ReadType(members.Values[i])))]),
        _ => throw new InvalidDataException(type.ToString()),
    };

    private static string TextOf(ObjectValue error, string name) => ((StringValue)error.Get(name)!).Value;

    private string? Text(string name) => (data.Get(name) as StringValue)?.Value;

    private bool Flag(string name) => data.Get(name) is BooleanValue { Value: true };
}
