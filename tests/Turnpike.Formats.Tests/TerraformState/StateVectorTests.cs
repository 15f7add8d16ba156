using System.Text.Json;
using Turnpike.Estate;
using Turnpike.Formats.TerraformState;
using Turnpike.Values;

namespace Turnpike.Formats.Tests.TerraformState;

/// <summary>Every real state reads whole, counted once more with another JSON reader.</summary>
public class StateVectorTests
{
    public static TheoryData<string> States() => Vectors.Rows(Vectors.States());

    [Theory]
    [MemberData(nameof(States))]
    public void Every_instance_is_a_resource(string file)
    {
        Vectors.Require();
        var read = InputReader.Read(file, Vectors.Read(file));
        Assert.Equal(InputStatus.Read, read.Status);
        Assert.Empty(read.Diagnostics);
        var state = Assert.IsType<TerraformStateDocument>(read.Document);

        using var expected = JsonDocument.Parse(Vectors.Read(file));
        var instances = expected.RootElement.GetProperty("resources").EnumerateArray()
            .SelectMany(static r => r.GetProperty("instances").EnumerateArray().Select(i => (Resource: r, Instance: i)))
            .ToList();
        Assert.Equal(instances.Select(static i => Describe(i.Resource, i.Instance)), state.Resources.Select(Describe));

        foreach (var (pair, resource) in instances.Zip(state.Resources))
        {
            Assert.Equal(Marked(pair.Instance.GetProperty("sensitive_attributes"), resource.Attributes), CountMarked(resource.Attributes));
            var id = resource.Origin.At(ValuePath.Of("id"));
            if (ValuePath.Of("id").Resolve(resource.Attributes) is StringValue text)
            {
                Assert.Equal($"\"id\":\"{text.Value}\"", state.Source.GetString(state.Locate(id.Path)).Replace("\": \"", "\":\"", StringComparison.Ordinal));
            }
        }

        Assert.Equal(
            state.Resources.Sum(static r => CountMarked(r.Attributes)),
            ValuePath.Of("resources").Resolve(Assert.Single(state.Documents()).Value) is ArrayValue list ? list.Items.ToArray().Sum(CountAttributesMarked) : -1);
    }

    private static string Describe(JsonElement resource, JsonElement instance) => string.Join(" ",
        resource.TryGetProperty("module", out var module) ? module.GetString() : "-",
        resource.GetProperty("mode").GetString(),
        resource.GetProperty("type").GetString(),
        resource.GetProperty("name").GetString(),
        instance.TryGetProperty("index_key", out var key) ? key.ToString() : "-",
        instance.TryGetProperty("deposed", out var deposed) ? deposed.GetString() : "-",
        resource.GetProperty("provider").GetString()!.Split('"')[1]);

    private static string Describe(Resource resource) => string.Join(" ",
        resource.Address.Module.IsRoot ? "-" : resource.Address.Module.Text,
        resource.Address.Mode == Turnpike.Estate.Identity.ResourceMode.Data ? "data" : "managed",
        resource.Type,
        resource.Address.Name,
        resource.Address.Index switch { null => "-", StringValue text => text.Value, var other => other.ToString() },
        resource.Deposed ?? "-",
        resource.Provider);

    // The real paths name leaves, each by its own; a null has nothing to hide.
    private static int Marked(JsonElement paths, Value attributes) => paths.EnumerateArray().Count(path =>
    {
        var steps = path.EnumerateArray().Select(static s => s.GetProperty("value")).Select(static v => v.ValueKind == JsonValueKind.Object ? v.GetProperty("value") : v);
        var at = new ValuePath([.. steps.Select(static s => s.ValueKind == JsonValueKind.Number ? (Value)Value.Of(s.GetInt64()) : Value.Of(s.GetString()!))]);
        return at.Resolve(attributes) is not null;
    });

    private static int CountAttributesMarked(Value resource) =>
        ((ArrayValue)((ObjectValue)resource).Get("instances")!).Items.ToArray().Sum(static i => CountMarked(((ObjectValue)i).Get("attributes")!));

    private static int CountMarked(Value value) => value switch
    {
        { IsSensitive: true } => 1,
        ArrayValue array => array.Items.ToArray().Sum(CountMarked),
        ObjectValue obj => obj.Values.ToArray().Sum(CountMarked),
        _ => 0,
    };
}
