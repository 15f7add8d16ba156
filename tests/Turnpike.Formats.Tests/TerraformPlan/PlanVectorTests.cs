using System.Text;
using System.Text.Json;
using Turnpike.Estate.Changes;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Values;

namespace Turnpike.Formats.Tests.TerraformPlan;

/// <summary>Every real plan reads whole: counted, and its marks counted, once more with another JSON reader.</summary>
public class PlanVectorTests
{
    public static TheoryData<string> Plans() => Vectors.Rows(Vectors.Plans());

    [Theory]
    [MemberData(nameof(Plans))]
    public void Changes_are_those_that_the_document_lists(string file)
    {
        Vectors.Require();
        var plan = Read(file);
        using var expected = Recount(file);
        var listed = Section(expected, "resource_changes");

        Assert.Equal(listed.Count, plan.Changes.Count);
        Assert.Equal(listed.Select(Describe), plan.Changes.Select(Describe));
        Assert.Equal(Section(expected, "resource_drift").Select(Describe), plan.Drift.Select(Describe));
        Assert.All(plan.Changes, static change => Assert.Equal(change.Address, Turnpike.Estate.Identity.ResourceAddress.TryParse(change.Address.Text)));
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Each_true_of_the_unknown_mask_is_one_unknown(string file)
    {
        Vectors.Require();
        var plan = Read(file);
        using var expected = Recount(file);
        foreach (var (listed, change) in Section(expected, "resource_changes").Zip(plan.Changes))
        {
            var mask = listed.GetProperty("change").TryGetProperty("after_unknown", out var unknown) ? Trues(unknown) : 0;
            var unknowns = Unknowns(change.After).ToList();
            Assert.Equal(mask, unknowns.Count);
            Assert.Equal(unknowns.Count, unknowns.Select(static u => u.Id).Distinct().Count());
            Assert.All(unknowns, u => Assert.StartsWith(change.Address.Text, u.Id, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Known_parts_are_as_written(string file)
    {
        Vectors.Require();
        var plan = Read(file);
        using var expected = Recount(file);
        foreach (var (listed, change) in Section(expected, "resource_changes").Zip(plan.Changes))
        {
            AssertKnownPart(listed.GetProperty("change").GetProperty("before"), change.Before ?? Value.Null, change.Address.Text);
            if (listed.GetProperty("change").TryGetProperty("after", out var after))
            {
                AssertKnownPart(after, change.After ?? Value.Null, change.Address.Text);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Attributes_are_found_again_in_the_text(string file)
    {
        Vectors.Require();
        var plan = Read(file);
        foreach (var change in plan.Changes)
        {
            if (change.After is not ObjectValue after)
            {
                continue;
            }

            for (var i = 0; i < after.Count; i++)
            {
                if (after.Values[i] is StringValue)
                {
                    var place = change.Origin.At(change.AfterPath).At(new ValuePath(after.Keys[i]));
                    var text = place.Document.Source.GetString(place.Document.Locate(place.Path));
                    using var member = JsonDocument.Parse("{" + text + "}");
                    Assert.Equal(((StringValue)after.Values[i]).Value, member.RootElement.EnumerateObject().Single().Value.GetString());
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Prior_state_and_configuration_are_read(string file)
    {
        Vectors.Require();
        var plan = Read(file);
        using var expected = Recount(file);
        var root = expected.RootElement;
        var prior = root.TryGetProperty("prior_state", out var state) && state.TryGetProperty("values", out var values) ? CountResources(values.GetProperty("root_module")) : 0;
        Assert.Equal(prior, plan.Planned.PriorState.Count);
        Assert.Equal(CountBlocks(root.GetProperty("configuration").GetProperty("root_module")), CountBlocks(plan.Configuration!));
        Assert.All(plan.Planned.ProviderConstraints.Keys, static key => Assert.Equal(2, key.Count(static c => c == '/')));
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void The_document_for_policies_has_the_same_marks(string file)
    {
        Vectors.Require();
        var plan = Read(file);
        var view = Assert.Single(plan.Documents()).Value;
        var changes = ValuePath.Of("resource_changes");
        for (var i = 0; i < plan.Changes.Count; i++)
        {
            var change = plan.Changes[i];
            var after = changes.Append(i).Append("change").Append("after").Resolve(view);
            Assert.True(change.After is null ? after is null or NullValue : change.After.Equals(after), change.Address.Text);
        }

        var known = Assert.Single(plan.Documents(unknownsAbsent: true)).Value;
        Assert.True(known.IsGround);
        Assert.True(plan.Root.Equals(known));
    }

    private static TerraformPlanDocument Read(string file)
    {
        var read = InputReader.Read(file, Vectors.Read(file));
        Assert.Equal(InputKind.TerraformPlan, read.Kind);
        Assert.Equal(file.Contains("errored", StringComparison.Ordinal) ? ["PLAN003"] : [], read.Diagnostics.Select(static d => d.Code));
        return Assert.IsType<TerraformPlanDocument>(read.Document);
    }

    private static JsonDocument Recount(string file)
    {
        var bytes = Vectors.Read(file);
        var text = bytes is [0xFF, 0xFE, ..] ? Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2) : Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        var start = text.IndexOf("{\"format_version", StringComparison.Ordinal);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(start < 0 ? text : text[start..]), new JsonReaderOptions { AllowMultipleValues = true });
        return JsonDocument.ParseValue(ref reader);
    }

    private static List<JsonElement> Section(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];

    private static string Describe(JsonElement change) => string.Join(" ",
        change.GetProperty("address").GetString(),
        change.TryGetProperty("deposed", out var deposed) ? deposed.GetString() : "-",
        change.GetProperty("mode").GetString(),
        change.GetProperty("type").GetString(),
        change.TryGetProperty("module_address", out var module) ? module.GetString() : "-",
        change.TryGetProperty("previous_address", out var previous) ? previous.GetString() : "-",
        string.Join(",", change.GetProperty("change").GetProperty("actions").EnumerateArray().Select(static a => a.GetString())),
        change.GetProperty("change").TryGetProperty("importing", out _));

    private static string Describe(ResourceChange change) => string.Join(" ",
        change.Address.Text,
        change.Deposed ?? "-",
        change.Address.Mode == Turnpike.Estate.Identity.ResourceMode.Data ? "data" : "managed",
        change.Address.Type,
        change.Address.Module.IsRoot ? "-" : change.Address.Module.Text,
        change.PreviousAddress?.Text ?? "-",
        string.Join(",", change.Actions.Names),
        change.Importing is not null);

    private static int Trues(JsonElement mask) => mask.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.Object => mask.EnumerateObject().Sum(static m => Trues(m.Value)),
        JsonValueKind.Array => mask.EnumerateArray().Sum(Trues),
        _ => 0,
    };

    private static IEnumerable<UnknownValue> Unknowns(Value? value) => value switch
    {
        UnknownValue unknown => [unknown],
        ArrayValue array => array.Items.ToArray().SelectMany(Unknowns),
        ObjectValue obj => obj.Values.ToArray().SelectMany(Unknowns),
        _ => [],
    };

    private static void AssertKnownPart(JsonElement written, Value read, string where)
    {
        switch (read)
        {
            case UnknownValue:
                Assert.Equal(JsonValueKind.Null, written.ValueKind);
                break;
            case ObjectValue obj:
                var names = written.EnumerateObject().ToDictionary(static m => m.Name, static m => m.Value);
                for (var i = 0; i < obj.Count; i++)
                {
                    var name = ((StringValue)obj.Keys[i]).Value;
                    if (names.Remove(name, out var member))
                    {
                        AssertKnownPart(member, obj.Values[i], where);
                    }
                    else
                    {
                        Assert.False(obj.Values[i].IsGround, $"{where}: {name}");
                    }
                }

                Assert.Empty(names);
                break;
            case ArrayValue array:
                Assert.Equal(written.GetArrayLength(), array.Count);
                for (var i = 0; i < array.Count; i++)
                {
                    AssertKnownPart(written[i], array[i], where);
                }

                break;
            case StringValue text:
                Assert.Equal(written.GetString(), text.Value);
                break;
            case NumberValue number:
                Assert.Equal(written.GetRawText(), number.Text);
                break;
            case BooleanValue boolean:
                Assert.Equal(written.GetBoolean(), boolean.Value);
                break;
            default:
                Assert.Equal(JsonValueKind.Null, written.ValueKind);
                break;
        }
    }

    private static int CountResources(JsonElement module) =>
        (module.TryGetProperty("resources", out var resources) ? resources.GetArrayLength() : 0)
        + (module.TryGetProperty("child_modules", out var children) ? children.EnumerateArray().Sum(CountResources) : 0);

    private static int CountBlocks(JsonElement module) =>
        (module.TryGetProperty("resources", out var resources) ? resources.GetArrayLength() : 0)
        + (module.TryGetProperty("module_calls", out var calls) ? calls.EnumerateObject().Sum(static c => CountBlocks(c.Value.GetProperty("module"))) : 0);

    private static int CountBlocks(Turnpike.Estate.Configuration.ConfiguredModule module) =>
        module.Resources.Count + module.Calls.Values.Sum(static c => CountBlocks(c.Module!));
}
